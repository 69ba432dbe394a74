import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import Welcome from './Welcome.svelte';

const choosePractice = vi.fn<Desk['choosePractice']>();
const connect = vi.fn();
let restore: () => void;
let station: Station;

beforeEach(() => {
  connect.mockReset();
  choosePractice.mockReset().mockResolvedValue(DESK);
  restore = replaceDesk({ choosePractice });
  station = new Station();
  station.show({ ...DESK, connections: [], current: null });
});

afterEach(() => {
  restore();
});

test('one press opens the practice office', async () => {
  render(Welcome, { station, connect });
  await userEvent.click(screen.getByRole('button', { name: 'Start practising' }));
  expect(station.connection?.environment).toBe('practice');
});

test('a practice office that does not start says so, and can be tried again', async () => {
  choosePractice.mockRejectedValueOnce(new DeskError('practiceFailed'));
  render(Welcome, { station, connect });
  await userEvent.click(screen.getByRole('button', { name: 'Start practising' }));
  expect((await screen.findByRole('alert')).textContent).toContain('did not start');
  await userEvent.click(screen.getByRole('button', { name: 'Start practising' }));
  expect(station.connection?.id).toBe('practice');
});

test('the other way leads to the form of a connection', async () => {
  render(Welcome, { station, connect });
  await userEvent.click(screen.getByRole('button', { name: 'Connect to Breeze' }));
  expect(connect).toHaveBeenCalledOnce();
});

test('the third way leads to the form of a connection to IssueBadge', async () => {
  render(Welcome, { station, connect });
  await userEvent.click(screen.getByRole('button', { name: 'Connect to IssueBadge' }));
  expect(connect).toHaveBeenCalledWith('issueBadge');
});

test('settings that were put aside are named before anything is set up anew', () => {
  station.show({ ...DESK, connections: [], current: null, putAside: '/data/station.damaged.json' });
  render(Welcome, { station, connect });
  expect(screen.getByText(/put aside as \/data\/station\.damaged\.json/)).toBeTruthy();
});
