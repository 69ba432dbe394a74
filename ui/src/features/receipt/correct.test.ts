import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, replaceDesk, type OrderView } from '../../ipc';
import OrderOutcome from './OrderOutcome.svelte';

const NAME = 'Correct the number';
const order = orderView(orderRow('1', 'Åse', { number: '100042' }));
const byHand = { ...order, receipt: order.receipt && { ...order.receipt, confirmedByHand: true } };
const correctNumber = vi.fn<(order: string, number: string) => Promise<OrderView>>();
const onchange = vi.fn<(order: OrderView) => void>();
let restore: () => void;

beforeEach(() => {
  correctNumber.mockReset().mockResolvedValue(order);
  onchange.mockReset();
  restore = replaceDesk({ correctNumber });
});

afterEach(() => {
  restore();
});

test('a number that was typed by hand can be corrected, beginning with what was typed', async () => {
  render(OrderOutcome, { order: byHand, onchange });
  await userEvent.click(screen.getByRole('button', { name: NAME }));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Number in Breeze' });
  expect(field.value).toBe('100042');
  expect(document.activeElement).toBe(field);
  await userEvent.clear(field);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(correctNumber).not.toHaveBeenCalled();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await userEvent.type(field, ' 100043 ');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(correctNumber).toHaveBeenCalledExactlyOnceWith('1', '100043');
  expect(onchange).toHaveBeenCalledWith(order);
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('a correction stays in its field when another order has the number', async () => {
  correctNumber.mockRejectedValue(new DeskError('numberAlreadyKnown'));
  render(OrderOutcome, { order: byHand, onchange });
  await userEvent.click(screen.getByRole('button', { name: NAME }));
  const field = screen.getByRole<HTMLInputElement>('textbox');
  await userEvent.clear(field);
  await userEvent.type(field, '7');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('7');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: NAME }));
  expect(onchange).not.toHaveBeenCalled();
});

test('a number that the service told cannot be corrected', () => {
  render(OrderOutcome, { order, onchange });
  expect(screen.getByTestId('receipt-number').textContent).toBe('100042');
  expect(screen.queryByRole('button', { name: NAME })).toBeNull();
});
