import { DeskError } from '../ipc';
import { asBadge } from './badges';
import type { Desk, HistoryQuery, OrderCounts, OrderRow, OrderState, OrderView, TimelineEntry } from '../ipc';

/** Pretended orders, for tests and for the development page. */

const FIRST = Date.parse('2026-05-04T08:00:00Z');

/** A line of the history with what a test does not care about. */
export function orderRow(id: string, person: string, more: Partial<OrderRow> = {}): OrderRow {
  return {
    id,
    person,
    template: 'Company ID card',
    connection: 'Practice office',
    connectionId: 'practice',
    environment: 'practice',
    state: 'accepted',
    status: 'in_queue',
    number: `100${id}`,
    externalId: null,
    orderedAt: '2026-05-04T08:00:00Z',
    arrivedAt: null,
    checkedOutAt: null,
    handedOverAt: null,
    dealtWithAt: null,
    ended: null,
    held: null,
    validity: null,
    ...more,
  };
}

function entry(kind: TimelineEntry['kind'], minute: number, detail = ''): TimelineEntry {
  const at = new Date(FIRST + minute * 60_000).toISOString();
  return { at, kind, by: 'Ingrid', station: 'Station 2', detail, day: null };
}

const receiptOf = ({ id, number, status }: OrderRow): OrderView['receipt'] => ({
  id: `66f0${id}`,
  number,
  status,
  created: null,
  publicUrl: null,
  openable: false,
  remarks: [],
  confirmedByHand: false,
});

/** A whole order for a line. */
export function orderView(row: OrderRow, more: Partial<OrderView> = {}): OrderView {
  const value = { label: null, text: '', sensitive: false, erased: false, picture: false, portrait: null };
  return {
    row,
    templateId: 'company',
    kind: 'breeze',
    values: [
      { ...value, field: 'personFirstName', text: row.person },
      { ...value, field: 'cardValidUntilDate', text: '2027-05-04' },
      { ...value, field: 'personPin', sensitive: true, erased: true },
      { ...value, field: 'photoBuffer', picture: true },
    ],
    more: {
      externalId: row.externalId ?? '',
      orderReference: 'PO 4711',
      objectId: '',
      userId: '',
      quantity: '',
    },
    receipt: row.state === 'accepted' ? receiptOf(row) : null,
    attempt: null,
    timeline: [entry('ordered', 0), entry('sent', 1), entry('accepted', 2, row.number ?? '')],
    replaces: null,
    reissue: null,
    replacedBy: null,
    picturesErasedAt: null,
    valuesErasedAt: null,
    otherNumbers: [],
    handedOverTo: null,
    sentBetween: null,
    ...more,
  };
}

const LONG = 'Åse-Marie Øvergård Bjørnæs von Rosenkrantz-Gyldenløve Sæther';
const STATES: OrderState[] = ['accepted', 'unknown', 'refused', 'accepted', 'waiting', 'blocked', 'sending'];

function pretendedRow(at: number): OrderRow {
  const state = STATES[at % STATES.length] ?? 'accepted';
  const done = state === 'accepted';
  return orderRow(String(at), at % 4 === 1 ? LONG : `Kari Nordmann ${at}`, {
    state,
    status: done ? (at % 2 === 0 ? 'requested' : 'in_queue') : null,
    number: done ? `10${400 - at}` : null,
    externalId: at % 3 === 0 ? `E-${9000 + at}` : null,
    orderedAt: new Date(FIRST - at * 3_600_000).toISOString(),
  });
}

const ORDERS = Array.from({ length: 140 }, (_, at) => pretendedRow(at));

function matches(row: OrderRow, { search = '', states = [], status }: HistoryQuery): boolean {
  const text = `${row.person} ${row.number} ${row.externalId}`.toLowerCase();
  if (!text.includes(search.toLowerCase())) return false;
  if (states.length > 0 && !states.includes(row.state)) return false;
  return !status || row.status === status;
}

function countsOf(rows: readonly OrderRow[]): OrderCounts {
  const of = (...states: OrderState[]): number => rows.filter(({ state }) => states.includes(state)).length;
  return {
    waiting: of('waiting', 'notTaken'),
    sending: of('sending'),
    needsYou: of('unknown', 'refused', 'blocked'),
    accepted: of('accepted'),
    requested: rows.filter(({ status }) => status === 'requested').length,
    unknown: of('unknown'),
    blocked: of('blocked'),
    refused: of('refused'),
    cancelled: of('cancelled'),
  };
}

function pretendedOrder(id: string): OrderView {
  const row = ORDERS.find((one) => one.id === id) ?? orderRow(id, LONG);
  const problem = { code: 'badInput' as const, detail: 'The date is not a date', fields: [] };
  const attempt = { at: row.orderedAt, problem, until: null };
  const failed = row.state === 'refused' || row.state === 'blocked';
  const timeline = [entry('ordered', 0), entry('sent', 1), entry('outcomeUnknown', 2)];
  if (row.state === 'accepted') return orderView(row);
  return orderView(row, { timeline, attempt: failed ? attempt : null, otherNumbers: ['10022', '10380'] });
}

/** The commands of the history on a desk that lives in the page; `?orders=none` has no order yet. */
export function pretendHistory(wish: URLSearchParams): Partial<Desk> {
  const all = wish.get('orders') === 'none' ? [] : ORDERS;
  const badges = wish.get('connection') === 'badges';
  const answered = (id: string): Promise<OrderView> => {
    const order = pretendedOrder(id);
    return Promise.resolve(badges ? asBadge(wish, order) : order);
  };
  return {
    history: (query) => {
      const found = all.filter((row) => matches(row, query));
      const start = Number(query.cursor ?? 0);
      const cursor = start + 60 < found.length ? String(start + 60) : null;
      return Promise.resolve({ rows: found.slice(start, start + 60), cursor });
    },
    orderCounts: (connection) =>
      Promise.resolve(countsOf(all.filter(({ connectionId }) => !connection || connectionId === connection))),
    order: answered,
    exportOrders: () => Promise.resolve(all.length),
    retryOrder: answered,
    cancelOrder: answered,
    setAsideOrder: answered,
    markArrived: answered,
    markCheckedOut: answered,
    markHandedOver: answered,
    takeBackMark: answered,
    correctNumber: answered,
    answerUnknown: answered,
    orderThumbnail: () => Promise.reject(new DeskError('noPicture')),
    orderPicture: () => Promise.reject(new DeskError('noPicture')),
  };
}
