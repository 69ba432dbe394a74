import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { orderRow } from '../../dev/history';
import { DeskError, replaceDesk, type Desk, type OrderRow } from '../../ipc';
import BulkBar from './BulkBar.svelte';
import { HistoryView } from './history.svelte';

const ROWS = [
  orderRow('1', 'Kari', { state: 'accepted' }),
  orderRow('2', 'Ola', { state: 'cancelled' }),
  orderRow('3', 'Åse', { state: 'refused', dealtWithAt: '2026-05-04T09:00:00Z' }),
  orderRow('4', 'Odd', { state: 'refused' }),
  orderRow('5', 'Siv', { state: 'unknown' }),
];
const forget = vi.fn<Desk['forget']>();
const read = vi.fn<Desk['history']>();
let history: HistoryView;
let restore: () => void;

beforeEach(() => {
  const receipt = { at: '2026-05-04T09:00:00Z', by: 'Ingrid', station: 'Station 2' };
  forget
    .mockReset()
    .mockResolvedValue({ ...receipt, orders: 3, pictures: 3, drafts: 0, people: 0, collected: 0 });
  read.mockReset().mockResolvedValue({ rows: ROWS, cursor: null });
  restore = replaceDesk({
    forget,
    history: read,
    deskState: () => Promise.resolve(DESK),
    orderedTemplates: () => Promise.resolve([]),
  });
});

afterEach(() => {
  restore();
});

async function selected(rows: readonly OrderRow[] = ROWS) {
  read.mockResolvedValue({ rows: [...rows], cursor: null });
  history = new HistoryView(() => new Date());
  await history.orders.ask({});
  history.choose(true);
  history.chooseAll();
  render(BulkBar, { history });
  return userEvent.setup();
}

async function asked() {
  const user = await selected();
  await user.click(screen.getByRole('button', { name: 'Forget (3) …' }));
  return { user, dialog: await screen.findByRole('dialog', { name: 'Forget 3 orders?' }) };
}

test('before orders are forgotten it is said what goes, what is not reached, and what stays', async () => {
  const { dialog } = await asked();
  expect(dialog.textContent).toMatch(/3 orders are deleted .* for good, with their values, portraits/);
  expect(dialog.textContent).toMatch(/Only finished orders can be forgotten\.\s+2 of the selected are not/);
  expect(dialog.textContent).toMatch(/Backups and exports keep what they hold/);
  expect(dialog.textContent).toMatch(/Other orders of the same people stay/);
  expect(forget).not.toHaveBeenCalled();
});

test('the finished ones are deleted, nothing stays selected, and the list is read again', async () => {
  const { user, dialog } = await asked();
  read.mockClear().mockResolvedValue({ rows: ROWS.slice(3), cursor: null });
  await user.click(within(dialog).getByRole('button', { name: 'Delete 3 for good' }));
  expect(forget).toHaveBeenCalledWith({ orders: ['1', '2', '3'], drafts: [], people: [], links: [] });
  expect(await screen.findByText('3 orders are deleted for good.')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(history.chosen).toEqual([]);
  await waitFor(() => {
    expect(history.orders.rows.map(({ id }) => id)).toEqual(['4', '5']);
  });
});

test('why nothing was deleted is said in the question, and what was selected stays so', async () => {
  forget.mockRejectedValueOnce(new DeskError('wrongState'));
  const { user, dialog } = await asked();
  await user.click(within(dialog).getByRole('button', { name: 'Delete 3 for good' }));
  const said = await within(dialog).findByRole('alert');
  expect(said.textContent).toContain('The order has moved on meanwhile');
  expect(history.chosen).toHaveLength(ROWS.length);
});

test('nothing is deleted by who thinks better of it', async () => {
  const { user, dialog } = await asked();
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(forget).not.toHaveBeenCalled();
  expect(history.chosen).toHaveLength(ROWS.length);
});

test('what changes in the list behind the question changes nothing of what is asked', async () => {
  const { user, dialog } = await asked();
  read.mockResolvedValue({ rows: ROWS.slice(1), cursor: null });
  await history.orders.refresh();
  await user.click(within(dialog).getByRole('button', { name: 'Delete 3 for good' }));
  expect(forget.mock.lastCall?.[0].orders).toEqual(['1', '2', '3']);
});

test('orders that are not finished do not offer to be forgotten', async () => {
  await selected(ROWS.slice(3));
  expect(screen.queryByRole('button', { name: /^Forget/ })).toBeNull();
});
