import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { focusDialogs } from '../../dev/focus';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, type OrderView } from '../../ipc';
import { parseChord } from '../../keys/chord';
import { keymap } from '../../keys/keymap.svelte';
import OrderDialog from './OrderDialog.svelte';

const next = vi.fn();
let undo: (() => void)[];

beforeEach(() => {
  next.mockReset();
  undo = [keymap.listen(window), focusDialogs()];
});

afterEach(() => {
  for (const one of undo) one();
});

async function shown(
  order: OrderView | null,
  underWay: boolean,
): Promise<ReturnType<typeof userEvent.setup>> {
  const ordering = { order, underWay, seconds: 0, error: null, refresh: () => Promise.resolve() };
  render(OrderDialog, { ordering, connections: DESK.connections, next, also: () => undefined });
  await tick();
  return userEvent.setup();
}

const order = orderView(orderRow('1', 'Ola'));

test.each([
  ['while the answer is on its way', true],
  ['with the receipt', false],
])('the key of the next person is heard %s, as it is set now', async (_, underWay) => {
  const user = await shown(order, underWay);
  expect(screen.getByRole('button', { name: 'Next person' }).textContent).toContain('Ctrl N');
  await user.keyboard('{Control>}n{/Control}');
  expect(next).toHaveBeenCalledOnce();
  keymap.remap('nextPerson', parseChord('F4'));
  await user.keyboard('{Control>}n{/Control}');
  expect(next).toHaveBeenCalledOnce();
  await user.keyboard('{F4}');
  expect(next).toHaveBeenCalledTimes(2);
});

test('without an order the dialog answers no key', async () => {
  const user = await shown(null, false);
  await user.keyboard('{Control>}n{/Control}');
  expect(next).not.toHaveBeenCalled();
});

test.each([
  ['closed', 'Closed'],
  ['cancelled', 'Taken back'],
] as const)('an order that was %s is called so', async (kind, title) => {
  await shown(orderView(orderRow('1', 'Ola', { state: 'cancelled', ended: kind })), false);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
});

const badge = orderView(orderRow('1', 'Ola'), { kind: 'issueBadge' });
const issued: OrderView = {
  ...badge,
  receipt: badge.receipt && { ...badge.receipt, publicUrl: 'https://app.issuebadge.com/v/1', openable: true },
};
const nextPerson = (): HTMLElement => screen.getByRole('button', { name: 'Next person' });

async function following(start: { order: OrderView | null; underWay: boolean }) {
  const rest = { seconds: 0, error: null, refresh: () => Promise.resolve() };
  const props = { connections: DESK.connections, next, also: () => undefined };
  const page = render(OrderDialog, { ordering: { ...start, ...rest }, ...props });
  await tick();
  return async (order: OrderView, underWay: boolean, more: { failure?: DeskError; away?: boolean } = {}) => {
    await page.rerender({ ordering: { order, underWay, ...rest }, ...props, ...more });
    await tick();
  };
}

test('a receipt that is there at once has “Next person” first, whatever stands above it', async () => {
  const becomes = await following({ order: null, underWay: false });
  await becomes(issued, false);
  expect(document.activeElement).toBe(nextPerson());
});

test('“Next person” is first when the answer comes while the dialog is open, and when it is shown again', async () => {
  const becomes = await following({ order: issued, underWay: true });
  expect(document.activeElement).not.toBe(nextPerson());
  await becomes(issued, false);
  expect(document.activeElement).toBe(nextPerson());
  await becomes(issued, false, { away: true });
  expect(screen.queryByRole('button', { name: 'Next person' })).toBeNull();
  await becomes(issued, false, { away: false });
  expect(document.activeElement).toBe(nextPerson());
});

test('the focus stays where the operator moved it when the answer comes', async () => {
  const becomes = await following({ order: issued, underWay: true });
  await becomes(issued, true, { failure: new DeskError('unreachable', 'no route') });
  const moved = screen.getByRole('alert');
  moved.tabIndex = -1;
  moved.focus();
  await becomes(issued, false, { failure: new DeskError('unreachable', 'no route') });
  expect(document.activeElement).toBe(moved);
});

/** The cancel event of a dialog is what the key does unless it is prevented, in engines but not in happy-dom. */
async function escape(): Promise<void> {
  const from = document.activeElement ?? document.body;
  const goes = await fireEvent.keyDown(from, { key: 'Escape' });
  const dialog = screen.getByRole('dialog');
  if (goes) await fireEvent(dialog, new Event('cancel', { cancelable: true }));
}

const byHand: OrderView = { ...order, receipt: order.receipt && { ...order.receipt, confirmedByHand: true } };

test('Escape leaves the correction of a number, and only the next one leaves the receipt', async () => {
  const user = await shown(byHand, false);
  await user.click(screen.getByRole('button', { name: 'Correct the number' }));
  await user.type(screen.getByLabelText('Number in Breeze'), '7');
  await escape();
  await tick();
  expect(next).not.toHaveBeenCalled();
  expect(screen.queryByLabelText('Number in Breeze')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Correct the number' }));
  await escape();
  expect(next).toHaveBeenCalledOnce();
});

test('Escape keeps the number that is typed for an unclear order, and leaves once there is none', async () => {
  const user = await shown(orderView(orderRow('1', 'Ola', { state: 'unknown' })), false);
  const field = screen.getByLabelText<HTMLInputElement>('Its number in Breeze');
  await user.type(field, '100043');
  await escape();
  expect(next).not.toHaveBeenCalled();
  expect(field.value).toBe('100043');
  await user.clear(field);
  await escape();
  expect(next).toHaveBeenCalledOnce();
});
