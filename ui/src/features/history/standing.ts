import type { PlainKey } from '../../i18n';
import type { OrderRow, OrderState } from '../../ipc';

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

/** The state; once there is a receipt, what the counter noted of the card says more than “ordered” does. */
export function standingOf(row: OrderRow): Standing {
  if (row.state !== 'accepted') return STATES[row.state];
  if (row.handedOverAt !== null) return { key: 'history.status.handedOver', tone: 'good' };
  if (row.arrivedAt !== null) return { key: 'history.status.arrived', tone: 'good' };
  if (row.status === 'requested') return { key: 'history.status.requested', tone: 'warning' };
  return STATES.accepted;
}
