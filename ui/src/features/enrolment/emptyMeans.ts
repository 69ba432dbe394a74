import { formatDay, t } from '../../i18n';
import type { ExpiryView } from '../../ipc';
import type { Day } from './days';

/** How long a badge counts by its template; `until` is the day that leads to, where it can be reckoned. */
function byTemplate(rule: ExpiryView | undefined, until: Day | null): string {
  if (until !== null) return t('enrolment.empty.expires.until', { day: formatDay(until) });
  switch (rule?.kind) {
    case 'never':
      return t('enrolment.empty.expires.never');
    case 'asWritten':
      return t('enrolment.empty.expires.written', { rule: rule.text });
    case 'notTold':
      return t('enrolment.empty.expires.notTold');
    default:
      return t('enrolment.empty.expires');
  }
}

/** What it means to leave a field of a badge empty. */
export function emptyMeans(
  field: string,
  rule: ExpiryView | undefined,
  until: Day | null,
): string | undefined {
  if (field === 'badge:expires') return byTemplate(rule, until);
  if (field === 'badge:issued') return t('enrolment.empty.issued');
  if (field === 'recipient:email') return t('enrolment.empty.email');
  return field === 'badge:memo' ? t('enrolment.empty.memo') : undefined;
}
