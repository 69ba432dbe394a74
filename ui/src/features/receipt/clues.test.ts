import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { asBadge } from '../../dev/badges';
import { orderRow, orderView } from '../../dev/history';
import { formatDateTime } from '../../i18n';
import type { OrderView, Problem } from '../../ipc';
import UnknownAnswers from './UnknownAnswers.svelte';
import { OrderAction } from './action.svelte';

function shown(order: OrderView) {
  render(UnknownAnswers, { order, action: new OrderAction(() => undefined) });
  return userEvent.setup();
}

const unknown = (externalId: string | null, otherNumbers: string[] = []): OrderView =>
  orderView(orderRow('1', 'Åse Bjørk', { state: 'unknown', externalId }), { otherNumbers });

const named = (term: string): HTMLElement => {
  const told = screen.getByText(term).nextElementSibling;
  if (!(told instanceof HTMLElement)) throw new Error(`nothing is told of ${term}`);
  return told;
};

test('each older number of the person is copied by itself', async () => {
  const user = shown(unknown('00412', ['100021', '100038', '100021']));
  for (const number of ['100038', '100021']) {
    await user.click(screen.getByRole('button', { name: `Copy the older number ${number}` }));
    expect(await navigator.clipboard.readText()).toBe(number);
  }
});

test('every clue is copied as it stands', async () => {
  const user = shown(unknown('00412'));
  await user.click(screen.getByRole('button', { name: 'Copy External ID' }));
  expect(await navigator.clipboard.readText()).toBe('00412');
  await user.click(screen.getByRole('button', { name: 'Copy Name' }));
  expect(await navigator.clipboard.readText()).toBe('Åse Bjørk');
});

test.each([null, ''])('an external ID that is missing (%j) is said to be, and not to be copied', (none) => {
  shown(unknown(none));
  expect(named('External ID').textContent).toBe('None was given');
  expect(within(named('External ID')).queryByRole('button')).toBeNull();
});

test('a badge is not looked for by an external ID', () => {
  const row = orderRow('1', 'Åse Bjørk', { state: 'unknown', connectionId: 'badges' });
  shown(asBadge(new URLSearchParams(), orderView(row)));
  expect(screen.queryByText('External ID')).toBeNull();
});

/** An order of which nobody knows whether it arrived, for this reason. */
function lost(code: Problem['code'], detail = ''): OrderView {
  const problem = { code, detail, fields: [] };
  const attempt = { at: '2026-05-04T08:00:00Z', problem, until: null };
  return { ...unknown('00412'), attempt };
}

test('where the service has moved to is said beside the order', () => {
  shown(lost('moved', 'https://new.invalid'));
  expect(screen.getByText(/Nothing was sent there.*https:\/\/new\.invalid/)).toBeTruthy();
});

test('nobody is told to try again before they have looked', () => {
  shown(lost('timedOut'));
  expect(screen.getByText('The service took too long to answer')).toBeTruthy();
  expect(screen.queryByText(/try again/)).toBeNull();
});

test.each(['moved', 'unreadableAnswer', 'undocumentedAnswer', 'serverFailed'] as const)(
  'an answer that was not understood (%s) is not called none',
  (code) => {
    shown(lost(code));
    expect(screen.getByText(/^It had left, and the answer says nothing of the order\./)).toBeTruthy();
    expect(screen.queryByText(/no answer came/)).toBeNull();
  },
);

test.each(['timedOut', 'broken', 'interrupted'] as const)('where none came (%s), that is said', (code) => {
  shown(lost(code));
  expect(screen.getByText(/^It had left, and no answer came\./)).toBeTruthy();
});

test('an order that may have been sent from elsewhere is looked for in all that time', () => {
  const [from, until] = ['2026-05-04T08:00:00Z', '2026-05-06T15:30:00Z'];
  shown({ ...lost('ledgerCopied'), sentBetween: { from, until } });
  const told = `between ${formatDateTime(from)} and ${formatDateTime(until)}`;
  expect(within(named('Sent')).getByText(told)).toBeTruthy();
});

test('of a ledger that was copied it is said that orders may have left since', () => {
  shown(lost('ledgerCopied'));
  expect(screen.getByText(/^Orders may have left since the ledger was copied\./)).toBeTruthy();
});
