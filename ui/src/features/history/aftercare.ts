import { formatDate } from '../../i18n';
import type { OrderView, TimelineKind } from '../../ipc';
import { dayOf } from './filters';

/** When something last happened to an order; null if it never did. */
export function momentOf(order: OrderView, kind: TimelineKind): string | null {
  return order.timeline.findLast((entry) => entry.kind === kind)?.at ?? null;
}

/** A card is handed over on a day: the moment only says which one it was at this counter. */
export function handedOverDay(moment: string): string {
  return formatDate(dayOf(new Date(moment)));
}
