import { t } from '../../i18n';
import {
  asDeskError,
  desk,
  type DeskError,
  type ExportColumn,
  type ExportFormat,
  type ExportOrders,
  type HistoryQuery,
  type OrderState,
  type ReissueReason,
} from '../../ipc';

/** Which orders the operator wants in the file. */
export type Which = 'found' | 'today' | 'all' | 'chosen';

/** Every column there is, from left to right. */
export const COLUMNS: readonly ExportColumn[] = [
  'orderedAt',
  'person',
  'number',
  'externalId',
  'template',
  'connection',
  'state',
  'status',
  'reissue',
  'publicUrl',
  'arrivedAt',
  'handedOverOn',
  'handedOverTo',
  'by',
  'station',
  'values',
];

const USUAL: readonly ExportColumn[] = [
  'orderedAt',
  'person',
  'number',
  'externalId',
  'template',
  'state',
  'handedOverOn',
  'by',
];

const STATES: readonly OrderState[] = [
  'waiting',
  'sending',
  'notTaken',
  'blocked',
  'refused',
  'accepted',
  'unknown',
  'cancelled',
];
const REASONS: readonly ReissueReason[] = ['lost', 'damaged', 'newPhoto', 'newName', 'expired'];
const ENDING: Readonly<Record<ExportFormat, string>> = { csv: 'csv', xlsx: 'xlsx', auditLog: 'jsonl' };

/** What the history shows, as far as an export depends on it. */
export interface Shown {
  readonly query: HistoryQuery;
  readonly narrowed: boolean;
  readonly chosen: readonly string[];
  /** This computer's day. */
  readonly today: string;
}

/** A file of orders, as the operator puts it together. */
export class Export {
  format = $state<ExportFormat>('xlsx');
  which = $state<Which>('found');
  columns = $state.raw<readonly ExportColumn[]>(USUAL);
  busy = $state(false);
  error = $state.raw<DeskError | null>(null);
  /** How many orders were written; none before. */
  written = $state<number | null>(null);

  constructor(private readonly shown: Shown) {
    if (shown.chosen.length > 0) this.which = 'chosen';
    else if (!shown.narrowed) this.which = 'all';
  }

  /** A table without a column would be empty. */
  readonly possible = $derived(this.format === 'auditLog' || this.columns.length > 0);

  toggle(column: ExportColumn, wanted: boolean): void {
    this.columns = COLUMNS.filter((one) => (one === column ? wanted : this.columns.includes(one)));
  }

  /** Asks where to write it, and writes it. */
  async write(): Promise<void> {
    if (this.busy || !this.possible) return;
    this.busy = true;
    this.error = null;
    this.written = null;
    try {
      this.written = await desk.exportOrders(this.#request(), {
        title: t('export.title'),
        name: `badgedesk-${this.shown.today}.${ENDING[this.format]}`,
      });
    } catch (reason) {
      this.error = asDeskError(reason);
    } finally {
      this.busy = false;
    }
  }

  #request(): Parameters<typeof desk.exportOrders>[0] {
    const titled = this.columns.map((column) => ({ column, title: t(`export.column.${column}`) }));
    const states = STATES.map((state) => [state, t(`history.state.${state}`)]);
    const reasons = REASONS.map((reason) => [reason, t(`reissue.${reason}`)]);
    return {
      format: this.format,
      orders: this.#orders(),
      columns: titled,
      states: Object.fromEntries(states) as Record<OrderState, string>,
      closed: t('receipt.title.closed'),
      reasons: Object.fromEntries(reasons) as Record<ReissueReason, string>,
    };
  }

  #orders(): ExportOrders {
    const { query, chosen, today } = this.shown;
    switch (this.which) {
      case 'chosen':
        return { kind: 'chosen', orders: [...chosen] };
      case 'today':
        return { kind: 'found', query: { from: today, to: today } };
      case 'all':
        return { kind: 'found', query: {} };
      case 'found':
        return { kind: 'found', query };
    }
  }
}
