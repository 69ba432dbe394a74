import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { orderRow, orderView } from '../../dev/history';
import { language } from '../../i18n';
import { replaceDesk, type Desk, type OrderRow, type OrderView, type TimelineEntry } from '../../ipc';
import Aftercare from './Aftercare.svelte';
import { OrderPage } from './order.svelte';
import { wordsForEvent } from './timeline';

const AT = '2026-05-06T10:00:00Z';
const NAME = 'Not so, take it back';
let restore: () => void = () => undefined;

afterEach(() => {
  restore();
  language.choose('en');
});

const event = (kind: TimelineEntry['kind'], detail = ''): TimelineEntry => ({
  at: AT,
  kind,
  by: 'Ingrid',
  station: 'Station 2',
  detail,
  day: null,
});

function shown(timeline: TimelineEntry[], more: Partial<OrderRow> = {}) {
  const order = orderView(orderRow('1', 'Kari', { status: 'requested', ...more }), { timeline });
  const takeBackMark = vi.fn<(order: string) => Promise<OrderView>>().mockResolvedValue(order);
  restore = replaceDesk({ takeBackMark } satisfies Partial<Desk>);
  render(Aftercare, { page: new OrderPage('1'), order });
  return { takeBackMark, user: userEvent.setup() };
}

/** The line that the one button stands under. */
function marked(): string | undefined {
  return screen.getByRole('button', { name: NAME }).previousElementSibling?.textContent.trim();
}

test.each([
  ['that it was checked out', /^Checked out in Breeze on/, ['checkedOut'], {}],
  ['that it has arrived', /^Arrived on/, ['checkedOut', 'arrived'], { arrivedAt: AT }],
  [
    'that it was handed over',
    /^Handed over on/,
    ['arrived', 'checkedOut', 'handedOver'],
    { arrivedAt: AT, handedOverAt: AT },
  ],
] as const)('%s can be taken back while it is the last mark', async (_, line, kinds, row) => {
  const { takeBackMark, user } = shown(
    kinds.map((kind) => event(kind)),
    row,
  );
  expect(marked()).toMatch(line);
  await user.click(screen.getByRole('button', { name: NAME }));
  expect(takeBackMark).toHaveBeenCalledExactlyOnceWith('1');
});

test('once the last mark is taken back, the one before it can be, and what was marked is asked for again', () => {
  const timeline = [event('checkedOut'), event('arrived'), event('markTakenBack', 'arrived')];
  shown(timeline);
  expect(marked()).toMatch(/^Checked out in Breeze on/);
  expect(screen.getByRole('button', { name: 'Mark arrived' })).toBeTruthy();
});

test('an order whose check-out was taken back waits to be checked out again', () => {
  shown([event('checkedOut'), event('markTakenBack', 'checkedOut')]);
  expect(screen.getByRole('button', { name: 'Checked out in Breeze' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: NAME })).toBeNull();
});

test('nothing is taken back where nothing is marked', () => {
  shown([event('ordered'), event('accepted')]);
  expect(screen.queryByRole('button', { name: NAME })).toBeNull();
});

test('the timeline says in both languages which mark was taken back', () => {
  const told = (detail: string): string => wordsForEvent(event('markTakenBack', detail));
  expect(['arrived', 'checkedOut', 'handedOver', 'later'].map(told)).toEqual([
    'Taken back: arrived',
    'Taken back: checked out in Breeze',
    'Taken back: handed over',
    'A mark was taken back',
  ]);
  language.choose('nb');
  expect(told('arrived')).toBe('Tatt tilbake: mottatt');
});
