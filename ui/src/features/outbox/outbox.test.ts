import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderRow, orderView } from '../../dev/history';
import { language } from '../../i18n';
import { replaceDesk, type Desk, type OrderRow } from '../../ipc';
import Outbox from './Outbox.svelte';

const history = vi.fn<Desk['history']>();
const retryOrder = vi.fn<Desk['retryOrder']>();
let rows: OrderRow[];
let restore: () => void;

beforeEach(() => {
  rows = [
    orderRow('1', 'Kari', { state: 'waiting' }),
    orderRow('2', 'Ola', { state: 'unknown' }),
    orderRow('3', 'Liv', { state: 'sending' }),
  ];
  history.mockReset().mockImplementation(({ states = [] }) => {
    return Promise.resolve({ rows: rows.filter((row) => states.includes(row.state)), cursor: null });
  });
  retryOrder.mockReset().mockImplementation(() => {
    rows = rows.filter((row) => row.id !== '1');
    return Promise.resolve(orderView(orderRow('1', 'Kari')));
  });
  restore = replaceDesk({ history, retryOrder });
});

afterEach(() => {
  restore();
});

function shown() {
  const open = vi.fn<(order: string) => void>();
  render(Outbox, { open, reopened: vi.fn() });
  return { open, user: userEvent.setup() };
}

test('each order stands in the list of its state', async () => {
  shown();
  const list = async (name: string) => within(await screen.findByRole('region', { name }));
  expect((await list('Waiting')).getByText('Kari')).toBeTruthy();
  expect((await list('Needs you')).getByText('Ola')).toBeTruthy();
  expect((await list('On their way')).getByText('Liv')).toBeTruthy();
});

test('trying again sends the order and takes it out of its list', async () => {
  const { user } = shown();
  await user.click(await screen.findByRole('button', { name: 'Try again: Kari' }));
  expect(retryOrder).toHaveBeenCalledWith('1');
  expect(screen.queryByText('Kari')).toBeNull();
});

test('an unclear order leads to its page and is never sent from here', async () => {
  const { open, user } = shown();
  expect(await screen.findByText('Ola')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Try again: Ola' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Look and answer: Ola' }));
  expect(open).toHaveBeenCalledWith('2');
});

test('an order whose template changed leads to what differs and is not sent from here', async () => {
  const problem = { code: 'templateChangedMeanwhile' as const, detail: '', fields: [] };
  rows = [
    orderRow('5', 'Ola', { state: 'blocked', held: { mend: true, problem } }),
    orderRow('6', 'Siv', { state: 'blocked' }),
  ];
  const { open, user } = shown();
  await user.click(await screen.findByRole('button', { name: 'Look and decide: Ola' }));
  expect(open).toHaveBeenCalledWith('5');
  expect(screen.queryByRole('button', { name: 'Try again: Ola' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Take back: Ola' })).toBeTruthy();
  // Its connection is as it should be, and others may try again.
  expect(screen.queryByText(/wait until this is mended/)).toBeNull();
  expect(screen.getAllByText('Blocked')).toHaveLength(2);
  expect(screen.getByRole('button', { name: 'Try again: Siv' })).toBeTruthy();
});

test('that is said in Norwegian too', async () => {
  const problem = { code: 'templateChangedMeanwhile' as const, detail: '', fields: [] };
  rows = [orderRow('5', 'Ola', { state: 'blocked', held: { mend: false, problem } })];
  language.choose('nb');
  shown();
  expect((await screen.findByRole('button', { name: 'Se og avgjør: Ola' })).textContent).toBe('Se og avgjør');
});

test('an empty outbox says that everything has been answered', async () => {
  rows = [];
  shown();
  expect(await screen.findByText('Everything has been answered')).toBeTruthy();
});

test('a refused order can be set aside', async () => {
  rows = [orderRow('4', 'Siv', { state: 'refused' })];
  const setAsideOrder = vi.fn<Desk['setAsideOrder']>().mockImplementation(() => {
    rows = [];
    return Promise.resolve(orderView(orderRow('4', 'Siv', { state: 'refused' })));
  });
  replaceDesk({ setAsideOrder });
  const { user } = shown();
  await user.click(await screen.findByRole('button', { name: 'Set aside: Siv' }));
  expect(setAsideOrder).toHaveBeenCalledWith('4');
  expect(await screen.findByText('Everything has been answered')).toBeTruthy();
});

test('orders behind a blocked connection are not said to go by themselves, and what to mend is named once', async () => {
  const held = { mend: true, problem: { code: 'secretExpired' as const, detail: '', fields: [] } };
  rows = [
    orderRow('1', 'Kari', { state: 'waiting', held }),
    orderRow('2', 'Ola', { state: 'waiting', held }),
  ];
  shown();
  expect(await screen.findAllByText('The client secret has expired')).toHaveLength(1);
  expect(screen.queryByText(/sent by themselves/)).toBeNull();
  expect(screen.getAllByText('Held back')).toHaveLength(2);
});

test('a paused outbox says why and is resumed on the operator’s word', async () => {
  const resume = vi.fn(() => Promise.resolve());
  render(Outbox, { open: vi.fn(), reopened: vi.fn(), paused: true, resume });
  expect(screen.getByText(/may have been sent since/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect(resume).toHaveBeenCalledOnce();
});

test('while nothing leaves, no order of the outbox is tried again in vain', async () => {
  const { rerender } = render(Outbox, { open: vi.fn(), reopened: vi.fn(), paused: true });
  expect((await screen.findAllByRole('button', { name: /^Take back/ })).length).toBeGreaterThan(0);
  expect(screen.queryByRole('button', { name: /^Try again/ })).toBeNull();
  await rerender({ paused: false });
  expect(screen.getAllByRole('button', { name: /^Try again/ }).length).toBeGreaterThan(0);
});

test('sending is paused by hand, and says by whom', async () => {
  const pause = vi.fn(() => Promise.resolve());
  const { rerender } = render(Outbox, { open: vi.fn(), reopened: vi.fn(), pause });
  await userEvent.click(screen.getByRole('button', { name: 'Pause sending' }));
  expect(pause).toHaveBeenCalledOnce();
  await rerender({ paused: true, pausedBy: 'Ingrid' });
  expect(screen.getByText(/^Paused by Ingrid\./)).toBeTruthy();
  expect(screen.queryByText(/may have been sent since/)).toBeNull();
});
