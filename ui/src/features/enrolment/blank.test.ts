import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { orderRow, orderView } from '../../dev/history';
import { replaceDesk, type Desk } from '../../ipc';
import { keymap } from '../../keys/keymap.svelte';
import { Enrolment } from './enrolment.svelte';
import OrderBar from './OrderBar.svelte';

const view = { ...bare(EVERY_KIND), judgement: { ...bare(EVERY_KIND).judgement, ready: true } };
const placeOrder = vi.fn<Desk['placeOrder']>();
let restore: () => void;
let enrolment: Enrolment;
let user: UserEvent;

beforeEach(async () => {
  vi.useFakeTimers();
  placeOrder.mockReset().mockResolvedValue(orderView(orderRow('1', '', { state: 'sending' })));
  restore = replaceDesk({
    placeOrder,
    settled: () => new Promise(() => undefined),
    enrolment: () => Promise.resolve(view),
    nextPerson: () => Promise.resolve({ ...view, id: 'e2' }),
    saveEnrolment: () => Promise.resolve(view.judgement),
  });
  enrolment = new Enrolment();
  await enrolment.open();
  render(OrderBar, { enrolment });
  user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
});

afterEach(() => {
  restore();
  vi.useRealTimers();
});

const button = (): HTMLElement => screen.getByRole('button', { name: /^Order card/ });
const asked = (): HTMLElement | null => screen.queryByText(/Press once more/);
const readIt = (): unknown => vi.advanceTimersByTimeAsync(800);

test('an empty form does not call itself ready, and asks before it is ordered', async () => {
  expect(screen.getByText('Nothing typed yet')).toBeTruthy();
  enrolment.type('personFirstName', 'Kari');
  expect(await screen.findByText('Ready to order')).toBeTruthy();
  enrolment.type('personFirstName', '');
  await user.click(button());
  expect(asked()).toBeTruthy();
  expect(placeOrder).not.toHaveBeenCalled();
});

test('a considered second press orders one blank card', async () => {
  await user.click(button());
  await readIt();
  await user.click(button());
  await vi.advanceTimersByTimeAsync(1);
  expect(placeOrder).toHaveBeenCalledOnce();
});

test('a double click on a blank form orders nothing, however slow the system lets one be', async () => {
  await user.dblClick(button());
  expect(asked()).toBeTruthy();
  await readIt();
  await fireEvent.click(button(), { detail: 2 });
  await vi.advanceTimersByTimeAsync(1);
  expect(placeOrder).not.toHaveBeenCalled();
});

test('Enter held on the order button of a blank form orders nothing', async () => {
  const slow = userEvent.setup({ advanceTimers: vi.advanceTimersByTime, delay: 100 });
  button().focus();
  await slow.keyboard('{Enter>20/}');
  expect(asked()).toBeTruthy();
  expect(placeOrder).not.toHaveBeenCalled();
});

test('the keys of an order pressed twice by a quick hand order nothing blank', async () => {
  const detach = keymap.listen(window);
  await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
  expect(asked()).toBeTruthy();
  await vi.advanceTimersByTimeAsync(1);
  expect(placeOrder).not.toHaveBeenCalled();
  detach();
});

test('what was asked of one person is asked of the next one again', async () => {
  await user.click(button());
  await enrolment.nextPerson();
  await readIt();
  expect(asked()).toBeNull();
  await user.click(button());
  await vi.advanceTimersByTimeAsync(1);
  expect(placeOrder).not.toHaveBeenCalled();
});
