import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, replaceDesk, type Desk, type OrderView } from '../../ipc';
import OrderDetail from './OrderDetail.svelte';

const unreadable = new DeskError('orderUnreadable');
const ended = orderView(orderRow('7', 'Kari', { state: 'cancelled' }));
const cancelOrder = vi.fn<Desk['cancelOrder']>();
const answerUnknown = vi.fn<Desk['answerUnknown']>();
const back = vi.fn();
let read: () => Promise<OrderView>;
let restore: () => void;

beforeEach(() => {
  back.mockReset();
  read = () => Promise.reject(unreadable);
  cancelOrder.mockReset().mockResolvedValue(ended);
  answerUnknown.mockReset().mockResolvedValue(ended);
  const templates = () => Promise.reject(new Error('none'));
  restore = replaceDesk({ order: () => read(), templates, cancelOrder, answerUnknown });
});

afterEach(() => {
  restore();
});

async function shown() {
  const others = { open: vi.fn(), reopened: vi.fn(), forgotten: vi.fn() };
  render(OrderDetail, { id: '7', connections: [], back, ...others });
  await screen.findByText('This order can no longer be read');
  return userEvent.setup();
}

const press = (name: string): HTMLElement => screen.getByRole('button', { name });

test('an order that cannot be read is taken back', async () => {
  const user = await shown();
  await user.click(press('Take back'));
  expect(cancelOrder).toHaveBeenCalledExactlyOnceWith('7');
  expect(back).toHaveBeenCalledOnce();
  expect(screen.queryByText('The order has moved on meanwhile')).toBeNull();
});

test('an order that had left cannot be taken back, and the page stays and says so', async () => {
  cancelOrder.mockRejectedValue(new DeskError('wrongState'));
  const user = await shown();
  await user.click(press('Take back'));
  expect(await screen.findByText('The order has moved on meanwhile')).toBeTruthy();
  expect(back).not.toHaveBeenCalled();
  expect(press('Take back').hasAttribute('disabled')).toBe(false);
});

test('what failed for another reason offers no blind way', async () => {
  read = () => Promise.reject(new DeskError('ledgerFailed'));
  const others = { open: vi.fn(), reopened: vi.fn(), forgotten: vi.fn() };
  render(OrderDetail, { id: '7', connections: [], back, ...others });
  expect(await screen.findByText('The ledger failed')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull();
});

test('an unclear order that cannot be read is answered by the number that Breeze shows for it', async () => {
  const user = await shown();
  await user.click(press('It is there'));
  expect(answerUnknown).not.toHaveBeenCalled();
  const field = screen.getByLabelText('Its number in Breeze');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await user.type(field, ' 100043 {Enter}');
  expect(answerUnknown).toHaveBeenCalledExactlyOnceWith('7', { kind: 'itIsThere', number: '100043' });
  expect(back).toHaveBeenCalledOnce();
});

test('an unclear order that cannot be read and is not in Breeze is closed', async () => {
  const user = await shown();
  await user.click(press('It is not there: close it'));
  expect(answerUnknown).toHaveBeenCalledExactlyOnceWith('7', { kind: 'close' });
  expect(back).toHaveBeenCalledOnce();
});

test('a number that another order has stays in its field, with the reason', async () => {
  answerUnknown.mockRejectedValue(new DeskError('numberAlreadyKnown'));
  const user = await shown();
  const field = screen.getByLabelText<HTMLInputElement>('Its number in Breeze');
  await user.type(field, '100043{Enter}');
  expect(await screen.findAllByRole('alert')).toHaveLength(2);
  expect(field.value).toBe('100043');
  expect(back).not.toHaveBeenCalled();
});
