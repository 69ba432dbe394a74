import { formatDate } from '../../i18n';
import type { OrderView, TimelineEntry, TimelineKind } from '../../ipc';
import { dayOf } from './filters';

const MARKS = ['checkedOut', 'arrived', 'handedOver'] as const satisfies readonly TimelineKind[];

/** What the counter notes of a card. */
export type Mark = (typeof MARKS)[number];

/** Whether this is the name of a mark; a later version of the program may know others. */
export function isMark(name: string): name is Mark {
  return MARKS.some((mark) => mark === name);
}

/** The marks that still stand, the latest last: only the latest can be taken back. */
function standing({ timeline }: OrderView): TimelineEntry[] {
  const marks: TimelineEntry[] = [];
  for (const entry of timeline) {
    if (entry.kind === 'markTakenBack') marks.pop();
    else if (isMark(entry.kind)) marks.push(entry);
  }
  return marks;
}

/** When a mark that still stands was made; null if there is none. */
export function momentOf(order: OrderView, mark: Mark): string | null {
  return standing(order).findLast(({ kind }) => kind === mark)?.at ?? null;
}

/** The mark that would be taken back. */
export function lastMark(order: OrderView): Mark | null {
  const kind = standing(order).at(-1)?.kind;
  return kind !== undefined && isMark(kind) ? kind : null;
}

/** A card is handed over on a day: the moment only says which one it was at this counter. */
export function handedOverDay(moment: string): string {
  return formatDate(dayOf(new Date(moment)));
}
