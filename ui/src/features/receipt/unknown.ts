import { wordsFor } from '../../errors';
import type { PlainKey } from '../../i18n';
import { asDeskError, type DeskErrorCode, type OrderView } from '../../ipc';

/** Something was answered, and it does not say whether the order was taken. */
const ANSWERED: readonly DeskErrorCode[] = [
  'moved',
  'unreadableAnswer',
  'undocumentedAnswer',
  'serverFailed',
  'noSuchEndpoint',
  'badInput',
  'declined',
  'noRole',
  'unknownTenant',
  'notAuthenticated',
  'rateLimited',
  'templateGone',
];

/** What to do about these is worth saying beside an order that may have arrived; of the others it would be to order or
 * to try once more, which is just what nobody may do before they have looked. */
const WORTH_SAYING: readonly DeskErrorCode[] = ['moved', 'unreadableAnswer', 'undocumentedAnswer', 'broken'];

/** Why nobody knows whether the order arrived, and what to do about that. */
export interface Cause {
  readonly says: string;
  readonly next: string;
}

export function causeOf({ attempt }: OrderView): Cause | null {
  if (!attempt) return null;
  const { says, next } = wordsFor(asDeskError(attempt.problem));
  return { says, next: WORTH_SAYING.includes(attempt.problem.code) ? next : '' };
}

/** What is known of the order, and where to look for it. */
export function lookFor({ kind, attempt }: OrderView): PlainKey {
  const code = attempt?.problem.code;
  const ofBadge = kind === 'issueBadge';
  if (code === 'ledgerCopied')
    return ofBadge ? 'receipt.unknown.badge.copied.next' : 'receipt.unknown.copied.next';
  if (ofBadge) return 'receipt.unknown.badge.next';
  return code && ANSWERED.includes(code) ? 'receipt.unknown.answered.next' : 'receipt.unknown.next';
}
