import type { PlainKey } from '../../i18n';
import type { OrderEnd, OrderRow, OrderState } from '../../ipc';

/** How an order stands, in one word: the key of the word and the tone it is said in. */
export interface Standing {
  readonly key: PlainKey;
  readonly tone: 'neutral' | 'accent' | 'good' | 'warning' | 'bad';
}

const STATES: Record<OrderState, Standing> = {
  waiting: { key: 'history.state.waiting', tone: 'neutral' },
  sending: { key: 'history.state.sending', tone: 'accent' },
  notTaken: { key: 'history.state.notTaken', tone: 'neutral' },
  blocked: { key: 'history.state.blocked', tone: 'bad' },
  refused: { key: 'history.state.refused', tone: 'bad' },
  accepted: { key: 'history.state.accepted', tone: 'good' },
  unknown: { key: 'history.state.unknown', tone: 'warning' },
  cancelled: { key: 'history.state.cancelled', tone: 'neutral' },
};

/** How orders ended that became no credential. */
const ENDS: Record<OrderEnd, Standing> = {
  cancelled: STATES.cancelled,
  closed: { key: 'receipt.title.closed', tone: 'neutral' },
  corrected: { key: 'history.status.corrected', tone: 'neutral' },
  setAside: { key: 'history.status.setAside', tone: 'neutral' },
};

/** The state; once there is a receipt, what the counter noted of the card says more than “ordered” does. */
export function standingOf(row: OrderRow): Standing {
  if (row.ended !== null) return ENDS[row.ended];
  // What stopped by itself is called so: nothing of its connection has to be mended.
  if (row.held?.mend && !needsLook(row)) return { key: 'history.state.held', tone: 'bad' };
  if (row.state !== 'accepted') return STATES[row.state];
  if (row.validity === 'revoked') return { key: 'history.status.revoked', tone: 'bad' };
  if (row.validity === 'expired') return { key: 'history.status.expired', tone: 'neutral' };
  if (row.handedOverAt !== null) return { key: 'history.status.handedOver', tone: 'good' };
  if (row.arrivedAt !== null) return { key: 'history.status.arrived', tone: 'good' };
  if (row.status === 'waiting_for_approval') return { key: 'history.status.approval', tone: 'warning' };
  const open = row.status === 'requested' && row.checkedOutAt === null;
  return open ? { key: 'history.status.requested', tone: 'warning' } : STATES.accepted;
}

/** A refused order that somebody corrected or set aside needs nobody any more. */
export function isDealtWith(row: OrderRow): boolean {
  return row.state === 'refused' && row.dealtWithAt !== null;
}

/** States after which nothing more comes of an order by itself. */
const SETTLED: readonly OrderState[] = ['accepted', 'refused', 'cancelled'];

/** What still waits, or may be at the service, would be placed twice if it were ordered again. */
export function isSettled({ state }: OrderRow): boolean {
  return SETTLED.includes(state);
}

/** Whether an operator found that the service does not have the order, and closed it. */
export function isClosed({ ended }: OrderRow): boolean {
  return ended === 'closed';
}

/** Whether an order stopped because its template is another one by now. What differs stands on its page, and whoever lets
 * it go has to see it first. */
export function needsLook({ state, held }: OrderRow): boolean {
  return state === 'blocked' && held?.problem.code === 'templateChangedMeanwhile';
}

/** Whether an order waits only because somebody paused the outbox, so that trying again sends nothing. */
export function isPaused({ held }: OrderRow): boolean {
  return held?.problem.code === 'outboxPaused';
}
