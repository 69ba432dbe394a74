import { formatDate, t } from '../../i18n';
import type { ReissueReason, TimelineEntry, TimelineKind } from '../../ipc';
import { isMark } from './aftercare';

/** A day as the locale writes it; what is none stays as it came. */
function dayIn(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text) : text;
}

type Words = (detail: string, day: string | null) => string;

/** On which day, only where it is another than the one it was noted on. */
function handedOver(name: string, day: string | null): string {
  if (!name) return t('history.event.handedOver');
  return day
    ? t('history.after.handedOver.done', { name, date: formatDate(day) })
    : t('history.event.handedOver.to', { name });
}

const REASONS: readonly string[] = [
  'lost',
  'damaged',
  'newPhoto',
  'newName',
  'expired',
] satisfies ReissueReason[];

/** Whether this is a reason that has words; a later version of the program may know others. */
function isReason(detail: string): detail is ReissueReason {
  return REASONS.includes(detail);
}

const CHANGES = ['revoked', 'reinstated', 'expiry_changed'] as const;

/** What became of a change of the badge, by the change that was asked for. */
function changed(end: 'unclear' | 'failed' | 'done' | 'notDone'): Words {
  return (detail, day) => {
    const change = CHANGES.find((known) => known === detail) ?? 'revoked';
    return change === 'expiry_changed'
      ? t(`history.change.${end}.${change}`, { day: day === null ? '?' : formatDate(day) })
      : t(`history.change.${end}.${change}`);
  };
}

const TABLE: Record<TimelineKind, Words> = {
  ordered: (reason) =>
    isReason(reason)
      ? t('history.event.ordered.reissue', { reason: t(`reissue.${reason}`) })
      : t('history.event.ordered'),
  sent: () => t('history.event.sent'),
  neverLeft: () => t('history.event.neverLeft'),
  notTaken: () => t('history.event.notTaken'),
  blocked: () => t('history.event.blocked'),
  unblocked: () => t('history.event.unblocked'),
  refused: () => t('history.event.refused'),
  accepted: (number) =>
    number ? t('history.event.accepted.number', { number }) : t('history.event.accepted'),
  outcomeUnknown: () => t('history.event.outcomeUnknown'),
  confirmedByHand: (number) =>
    number ? t('history.event.confirmedByHand.number', { number }) : t('history.event.confirmedByHand'),
  numberCorrected: (number) => t('history.event.numberCorrected', { number }),
  notThere: () => t('history.event.notThere'),
  closed: () => t('history.event.closed'),
  cancelled: () => t('history.event.cancelled'),
  arrived: () => t('history.event.arrived'),
  handedOver,
  markTakenBack: (mark) =>
    isMark(mark)
      ? t('history.event.markTakenBack.which', { mark: t(`history.event.markTakenBack.${mark}`) })
      : t('history.event.markTakenBack'),
  interrupted: () => t('history.event.interrupted'),
  checkedOut: () => t('history.event.checkedOut'),
  corrected: () => t('history.event.corrected'),
  setAside: () => t('history.event.setAside'),
  notFound: () => t('history.event.notFound'),
  ambiguous: () => t('history.event.ambiguous'),
  notTold: () => t('history.event.notTold'),
  found: (id) => (id ? t('history.event.found.as', { id }) : t('history.event.found')),
  revoked: (reason) => (reason ? t('history.event.revoked.because', { reason }) : t('history.event.revoked')),
  reinstated: () => t('history.event.reinstated'),
  expiryChanged: (day) =>
    day ? t('history.event.expiryChanged.to', { day: dayIn(day) }) : t('history.event.expiryChanged'),
  changeUnclear: changed('unclear'),
  changeFailed: changed('failed'),
  changeDone: changed('done'),
  changeNotDone: changed('notDone'),
  restored: () => t('history.event.restored'),
  orderedAnyway: (reason) => t('history.event.orderedAnyway', { reason }),
  reissued: (reason) =>
    isReason(reason)
      ? t('history.event.reissued.because', { reason: t(`reissue.${reason}`) })
      : t('history.event.reissued'),
};

/** What happened, in the chosen language. */
export function wordsForEvent({ kind, detail, day }: Pick<TimelineEntry, 'kind' | 'detail' | 'day'>): string {
  return TABLE[kind](detail, day);
}

/** Who did it and where, as far as it is known. */
export function authorOf({ by, station }: Pick<TimelineEntry, 'by' | 'station'>): string {
  return by && station ? t('history.event.by', { name: by, station }) : by || station;
}
