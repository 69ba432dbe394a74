import { expect, test } from 'vitest';
import { orderRow } from '../../dev/history';
import type { OrderEnd, OrderRow } from '../../ipc';
import { standingOf } from './standing';

const KARI = orderRow('1', 'Kari');
const refused = orderRow('1', 'Kari', { state: 'refused', number: null });

test('the status of the service is said in words, until the card is further than that', () => {
  const keyOf = (more: Parameters<typeof orderRow>[2]) => standingOf(orderRow('1', 'Kari', more)).key;
  expect(keyOf({ status: 'waiting_for_approval' })).toBe('history.status.approval');
  expect(keyOf({ status: 'requested' })).toBe('history.status.requested');
  expect(keyOf({ status: 'requested', checkedOutAt: KARI.orderedAt })).toBe('history.state.accepted');
  expect(keyOf({ status: 'waiting_for_approval', arrivedAt: KARI.orderedAt })).toBe('history.status.arrived');
});

test('an order that became no credential says how it ended', () => {
  expect(standingOf(refused)).toEqual({ key: 'history.state.refused', tone: 'bad' });
  const row = { ...refused, dealtWithAt: KARI.orderedAt };
  const keyOf = (ended: OrderEnd) => standingOf({ ...row, ended }).key;
  expect(keyOf('corrected')).toBe('history.status.corrected');
  expect(keyOf('setAside')).toBe('history.status.setAside');
  const cancelled = orderRow('1', 'Kari', { state: 'cancelled', number: null });
  expect(standingOf({ ...cancelled, ended: 'closed' }).key).toBe('receipt.title.closed');
  expect(standingOf({ ...cancelled, ended: 'cancelled' }).key).toBe('history.state.cancelled');
});

test('a badge that does not count any more does not stand as ordered', () => {
  const keyOf = (validity: OrderRow['validity']) => standingOf(orderRow('1', 'Kari', { validity }));
  expect(keyOf('inForce')).toEqual({ key: 'history.state.accepted', tone: 'good' });
  expect(keyOf('revoked')).toEqual({ key: 'history.status.revoked', tone: 'bad' });
  expect(keyOf('expired').key).toBe('history.status.expired');
});

test('an order that waits behind what must be mended is held back, and one that goes by itself is not', () => {
  const problem = { code: 'secretExpired' as const, detail: '', fields: [] };
  const keyOf = (mend: boolean) =>
    standingOf(orderRow('1', 'Kari', { state: 'waiting', held: { problem, mend } })).key;
  expect(keyOf(true)).toBe('history.state.held');
  expect(keyOf(false)).toBe('history.state.waiting');
});
