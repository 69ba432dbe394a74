import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, replaceDesk, type Answer, type OrderState, type OrderView } from '../../ipc';
import OrderOutcome from './OrderOutcome.svelte';

const command = vi.fn<(order: string, answer?: Answer) => Promise<OrderView>>();
const onchange = vi.fn<(order: OrderView) => void>();
const done = orderView(orderRow('1', 'Ola'));
let restore: () => void;

beforeEach(() => {
  command.mockReset().mockResolvedValue(done);
  onchange.mockReset();
  restore = replaceDesk({ retryOrder: command, cancelOrder: command, answerUnknown: command });
});

afterEach(() => {
  restore();
});

function shown(state: OrderState, more: Partial<OrderView> = {}, status = 'in_queue'): void {
  const row = orderRow('1', 'Åse Bjørk', { state, status, number: '100042', externalId: '00412' });
  render(OrderOutcome, { order: orderView(row, more), onchange });
}

test.each([
  ['in_queue', 'Sent to production'],
  ['requested', 'Somebody must check it out in Breeze'],
  ['waiting_for_approval', 'Waiting for approval'],
  ['printed_twice', 'Status in Breeze: printed_twice'],
])('the status %s is said in words for the person who waits', (status, words) => {
  shown('accepted', {}, status);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByTestId('receipt-number').textContent).toBe('100042');
});

test('an order that never left can be tried again', async () => {
  shown('waiting');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(command).toHaveBeenCalledWith('1');
  await waitFor(() => {
    expect(onchange).toHaveBeenCalledWith(done);
  });
});

test('an order that could not be taken back stays, and the reason is shown', async () => {
  command.mockRejectedValue(new DeskError('wrongState'));
  shown('waiting');
  await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(onchange).not.toHaveBeenCalled();
});

test('an unknown outcome tells what to look for', () => {
  shown('unknown', { otherNumbers: ['100021', '100038'], timeline: [] });
  expect(screen.getByText('Åse Bjørk')).toBeTruthy();
  expect(screen.getByText('00412')).toBeTruthy();
  expect(screen.getByText('100021, 100038')).toBeTruthy();
});

test('“it is there” needs the number', async () => {
  shown('unknown');
  await userEvent.click(screen.getByRole('button', { name: 'It is there' }));
  expect(command).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText('Its number in Breeze'), ' 100043 {Enter}');
  expect(command).toHaveBeenCalledWith('1', { kind: 'itIsThere', number: '100043' });
});

test('“it is not there” sends again', async () => {
  shown('unknown');
  await userEvent.click(screen.getByRole('button', { name: 'It is not there: send again' }));
  expect(command).toHaveBeenCalledWith('1', { kind: 'notThere' });
});
