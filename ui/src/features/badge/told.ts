import { formatDate, formatDateTime, t } from '../../i18n';
import type { BadgeEvent, IssuedBadgeView, StandingView } from '../../ipc';

/** A day or moment as the service wrote it, in the locale's way where it can be read; else as it came. */
export function whenTold(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  // Without a zone it is nobody's clock: only a moment that names one is turned to that of the operator.
  if (/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) {
    return formatDateTime(text);
  }
  return text;
}

/** Whether a badge counts, in a word or two. */
export function standingWords({ kind }: StandingView): string {
  return t(`badge.standing.${kind}`);
}

/** The tone it is said in. */
export function standingTone({ kind }: StandingView): 'good' | 'bad' | 'neutral' {
  if (kind === 'inForce') return 'good';
  return kind === 'revoked' ? 'bad' : 'neutral';
}

/** What the service told of a badge: name and text, without what it did not tell. */
export function factsOf(badge: IssuedBadgeView): { name: string; text: string }[] {
  const day = (text: string | null): string | null => (text === null ? null : whenTold(text));
  const reason = badge.standing.kind === 'revoked' ? badge.standing.reason : null;
  const facts: [string, string | null][] = [
    [t('badge.fact.reason'), reason],
    [t('badge.fact.expires'), day(badge.expireDate) ?? t('badge.fact.expires.none')],
    [t('badge.fact.issued'), day(badge.issueDate)],
    [t('badge.fact.number'), badge.number],
    [t('badge.fact.name'), badge.name],
    [t('badge.fact.email'), badge.email],
    [t('badge.fact.phone'), badge.phone],
    [t('badge.fact.badge'), badge.badgeName ?? badge.badge],
    [t('badge.fact.organization'), badge.organization],
    [t('badge.fact.memo'), badge.memo],
    [t('badge.fact.created'), day(badge.created)],
    [t('badge.fact.id'), badge.id],
  ];
  return facts.flatMap(([name, text]) => (text ? [{ name, text }] : []));
}

/** What a service is known to note. */
const EVENTS = ['created', 'issued', 'updated', 'revoked', 'reinstated'] as const;

/** What the service did, in our words where they are known, else in its own. */
export function eventWords({ action }: BadgeEvent): string {
  const known = EVENTS.find((event) => event === action.toLowerCase());
  return known ? t(`badge.event.${known}`) : action;
}
