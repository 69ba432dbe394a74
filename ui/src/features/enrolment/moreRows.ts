import type { PlainKey } from '../../i18n';
import type { EnrolmentView } from '../../ipc';
import type { More } from './texts';

/** What can be typed under "More". */
export interface MoreRow {
  readonly key: keyof More;
  readonly label: PlainKey;
  readonly hint: PlainKey;
}

const ROWS: readonly MoreRow[] = [
  { key: 'externalId', label: 'more.externalId', hint: 'more.externalId.hint' },
  { key: 'orderReference', label: 'more.orderReference', hint: 'more.orderReference.hint' },
  { key: 'objectId', label: 'more.objectId', hint: 'more.objectId.hint' },
  { key: 'userId', label: 'more.userId', hint: 'more.userId.hint' },
  { key: 'quantity', label: 'more.quantity', hint: 'more.quantity.hint' },
];

/** What of it is offered. A badge has no invoice, no object and no quantity; the office's own number is kept here with
 * it. */
export function moreRowsOf(view: EnrolmentView | null): readonly MoreRow[] {
  const ofBadge = view?.template?.badge != null;
  const several = view?.more.quantityOffered ?? false;
  return ROWS.filter(({ key }) => (ofBadge ? key === 'externalId' : key !== 'quantity' || several));
}
