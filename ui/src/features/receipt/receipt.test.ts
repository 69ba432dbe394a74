import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asBadge } from '../../dev/badges';
import { DESK, enrolment } from '../../dev/desk';
import { orderRow, orderView } from '../../dev/history';
import {
  DeskError,
  replaceDesk,
  type Answer,
  type Desk,
  type OrderState,
  type OrderView,
  type Problem,
} from '../../ipc';
import AlsoOrder from './AlsoOrder.svelte';
import { places } from '../../shell/place.svelte';
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
  expect(screen.getByText('100021')).toBeTruthy();
  expect(screen.getByText('100038')).toBeTruthy();
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

test('“it is not there” closes an order that is never to be sent again', async () => {
  shown('unknown');
  await userEvent.click(screen.getByRole('button', { name: 'It is not there: close it' }));
  expect(command).toHaveBeenCalledWith('1', { kind: 'close' });
});

test.each([
  ['closed', /^It is never sent again/],
  ['cancelled', /^It was never sent/],
] as const)('an order that was %s says what follows', (ended, words) => {
  const row = orderRow('1', 'Kari', { state: 'cancelled', ended });
  render(OrderOutcome, { order: orderView(row), onchange });
  expect(screen.getByText(words)).toBeTruthy();
});

function badge(state: OrderState, more: Partial<OrderView> = {}): OrderView {
  const row = orderRow('1', 'Åse Bjørk', { state, template: 'First aid course', connectionId: 'badges' });
  return asBadge(new URLSearchParams(), orderView(row, more));
}

test('an issued badge tells that it is e-mailed, and where it can be seen', () => {
  replaceDesk({ badgeQr: () => Promise.resolve(new Blob()) });
  render(OrderOutcome, { order: badge('accepted'), onchange });
  expect(screen.getByText('IssueBadge e-mails it to eileen@alesund.example.')).toBeTruthy();
  expect(screen.getByTestId('receipt-address').textContent).toBe('https://app.issuebadge.com/v/xyz789');
  expect(screen.queryByText(/Breeze/)).toBeNull();
});

test('an address that is not safe is on the receipt, but neither opened nor drawn', () => {
  const badgeQr = vi.fn<Desk['badgeQr']>();
  replaceDesk({ badgeQr });
  const order = badge('accepted');
  const publicUrl = 'http://badges.invalid/v/xyz789';
  const receipt = order.receipt && { ...order.receipt, publicUrl, openable: false };
  render(OrderOutcome, { order: { ...order, receipt }, onchange });
  expect(screen.getByTestId('receipt-address').textContent).toBe(publicUrl);
  expect(screen.queryByRole('button', { name: 'Open in browser' })).toBeNull();
  expect(badgeQr).not.toHaveBeenCalled();
});

test('a badge issued silently says that nobody is e-mailed', () => {
  replaceDesk({ badgeQr: () => Promise.resolve(new Blob()) });
  render(OrderOutcome, { order: { ...badge('accepted'), values: [] }, onchange });
  expect(screen.getByText(/^Nobody is e-mailed/)).toBeTruthy();
});

test('what is secret of an address, the remarks and the id stand on the receipt of a badge', () => {
  replaceDesk({ badgeQr: () => Promise.resolve(new Blob()) });
  const order = badge('accepted');
  const values = order.values.map((value) => ({ ...value, text: '', erased: true }));
  const receipt = order.receipt && { ...order.receipt, remarks: ['Twice', 'Twice'], confirmedByHand: true };
  render(OrderOutcome, { order: { ...order, values, receipt }, onchange });
  expect(screen.getByText('IssueBadge e-mails it to the address that was given.')).toBeTruthy();
  expect(screen.getAllByText('Twice')).toHaveLength(2);
  expect(screen.getByText('Confirmed by hand')).toBeTruthy();
  expect(screen.getByTestId('receipt-id').textContent).toBe(receipt?.id);
});

test('an unclear badge is answered by its id or public address', async () => {
  render(OrderOutcome, { order: badge('unknown'), onchange });
  expect(screen.getByText('eileen@alesund.example')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('Its ID or public address'), 'xyz789{Enter}');
  expect(command).toHaveBeenCalledWith('1', { kind: 'itIsThere', number: 'xyz789' });
});

test.each([
  ['keyUsed', true],
  ['broken', false],
] as const)('after %s it is said what “send again” does with a used key: %s', (code, said) => {
  const attempt = { at: '2026-05-04T08:00:00Z', until: null, problem: { code, detail: '', fields: [] } };
  render(OrderOutcome, { order: badge('unknown', { attempt }), onchange });
  expect(screen.queryByText(/sends the same key/) !== null).toBe(said);
});

test('the same person is ordered for another connection too, and never for the one of the order', async () => {
  const orderAlso = vi.fn<Desk['orderAlso']>().mockResolvedValue(enrolment(null));
  const opened = vi.fn();
  const ask = (connection: string) => orderAlso('1', connection);
  render(AlsoOrder, { connections: DESK.connections, from: 'practice', ask, opened });
  expect(screen.queryByText('Order a card: Practice office')).toBeNull();
  await userEvent.click(screen.getByText('Issue a badge: Practice badges'));
  expect(orderAlso).toHaveBeenCalledWith('1', 'badges');
  expect(opened).toHaveBeenCalledOnce();
});

const problem = { code: 'secretExpired' as const, detail: '', fields: [] };

function waiting(mend: boolean, why: Problem = problem): void {
  const row = orderRow('1', 'Kari', { state: 'waiting', number: null, held: { problem: why, mend } });
  render(OrderOutcome, { order: orderView(row), onchange });
}

test('an order behind a blocked connection names what must be mended and does not promise to go by itself', () => {
  waiting(true);
  expect(screen.getByText('The client secret has expired')).toBeTruthy();
  expect(screen.getByText(/does not leave before this is mended/)).toBeTruthy();
  expect(screen.queryByText(/as soon as the service answers/)).toBeNull();
});

test('an order behind a service that asked to wait names the time', () => {
  const moment = new Date(2026, 4, 4, 14, 30).toISOString();
  waiting(false, { code: 'rateLimited', detail: moment, fields: [] });
  expect(screen.getByText(/^The order waits until .*14:30/)).toBeTruthy();
});

test.each([
  ['wrongKey', /^Mend the connection/],
  ['keyringLocked', /^Mend the connection/],
  ['pictureNotFetched', /order it again from History/],
  ['pictureAddressRefused', /order it again from History/],
  ['notByGet', /order it again from History/],
  ['orderUnreadable', /order it again from History/],
] as const)('an order that %s stopped says what has to be mended', (code, words) => {
  const attempt = { at: '2026-05-04T08:00:00Z', until: null, problem: { code, detail: '', fields: [] } };
  shown('blocked', { attempt });
  expect(screen.getByText(words)).toBeTruthy();
});

test('a refused order that was dealt with asks for nothing', () => {
  const row = orderRow('1', 'Kari', { state: 'refused', dealtWithAt: '2026-05-04T09:00:00Z' });
  const attempt = {
    at: row.orderedAt,
    until: null,
    problem: { code: 'badInput' as const, detail: '', fields: [] },
  };
  render(OrderOutcome, { order: orderView(row, { attempt }), onchange });
  expect(screen.getByText(/nobody has to do anything more/)).toBeTruthy();
  expect(screen.queryByText(/[Cc]orrect what/)).toBeNull();
});

test.each([
  ['revoked', 'The badge is revoked'],
  ['expired', 'The badge has expired'],
] as const)('a badge that is %s is not said to be issued', (validity, words) => {
  replaceDesk({ badgeQr: () => Promise.resolve(new Blob()) });
  const order = badge('accepted');
  render(OrderOutcome, { order: { ...order, row: { ...order.row, validity } }, onchange });
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByText('The badge is issued')).toBeNull();
});

test.each([true, false])('the address is asked for here unless something beside it asks: %s', (asked) => {
  const order = badge('accepted');
  const receipt = order.receipt && { ...order.receipt, publicUrl: null, openable: false };
  render(OrderOutcome, { order: { ...order, receipt }, asked, onchange });
  expect(screen.queryByRole('button', { name: 'Ask for the address' }) === null).toBe(asked);
});

test('an order of a copied ledger is not said to have left', () => {
  const attempt = {
    at: '2026-05-04T08:00:00Z',
    until: null,
    problem: { code: 'ledgerCopied' as const, detail: '', fields: [] },
  };
  shown('unknown', { attempt });
  expect(screen.getByText(/since the ledger was copied/)).toBeTruthy();
  expect(screen.queryByText(/It had left/)).toBeNull();
});

test('an order that waits because somebody paused the outbox is not told as a fault', () => {
  waiting(true, { code: 'outboxPaused', detail: '', fields: [] });
  expect(screen.getByText(/leaves once somebody presses “Resume”/)).toBeTruthy();
  expect(screen.queryByText(/before this is mended/)).toBeNull();
});

test('an order of a paused outbox leads there instead of trying in vain', async () => {
  waiting(true, { code: 'outboxPaused', detail: '', fields: [] });
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Open the outbox' }));
  expect(places.here.name).toBe('outbox');
  places.go({ name: 'counter' });
});
