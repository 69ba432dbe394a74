import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../App.svelte';
import { DeskError, replaceDesk, type Workstation } from '../ipc';
import { places } from './place.svelte';

const told: Workstation = {
  connections: [
    { id: 'p', name: 'Practice office', environment: 'practice' },
    { id: 'b', name: 'Head office', environment: 'production' },
  ],
  current: 'p',
  reachability: 'connected',
  operator: 'Ingrid',
  station: 'Station 2',
  outbox: 2,
};

const workstation = vi.fn<() => Promise<Workstation>>();
let restore: () => void;

beforeEach(() => {
  workstation.mockReset().mockResolvedValue(told);
  places.go({ name: 'counter' });
  restore = replaceDesk({
    workstation,
    chooseConnection: (id) => Promise.resolve({ ...told, current: id }),
    templates: () => Promise.resolve([]),
  });
});

afterEach(() => {
  restore();
});

const environment = (): string | undefined => document.documentElement.dataset.environment;

test('the window wears the environment of its connection and says it in words', async () => {
  render(App);
  expect(await screen.findByRole('button', { name: /^Connection: Practice Practice office/ })).toBeTruthy();
  expect(environment()).toBe('practice');
});

test('another connection changes the whole window', async () => {
  render(App);
  await screen.findByRole('button', { name: /^Connection: Practice Practice office/ });
  screen.getByText('Head office').click();
  await screen.findByRole('button', { name: /^Connection: Production Head office/ });
  expect(environment()).toBe('production');
});

test('the places are reached from the bar, and the outbox says how many wait', async () => {
  const user = userEvent.setup();
  render(App);
  await user.click(await screen.findByRole('button', { name: /Outbox.*2 orders waiting/ }));
  expect(places.here.name).toBe('outbox');
});

test('a desk without a connection welcomes', async () => {
  workstation.mockResolvedValue({ ...told, connections: [], current: null });
  render(App);
  await vi.waitFor(() => {
    expect(places.here.name).toBe('welcome');
  });
  expect(environment()).toBeUndefined();
});

test('a desk that does not open says why and can be tried again', async () => {
  workstation.mockRejectedValueOnce(new DeskError('ledger_in_use'));
  const user = userEvent.setup();
  render(App);
  expect((await screen.findByRole('alert')).textContent).toContain('open in another window');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: /^Connection: Practice Practice office/ })).toBeTruthy();
});
