import { formatDay, t } from '../../i18n';
import type { Day } from './days';

/** What it means to leave a field of a badge empty; `expiry` is the day its template leads to, where that is known. */
export function emptyMeans(field: string, expiry: Day | null): string | undefined {
  if (field === 'badge:expires') {
    return expiry === null
      ? t('enrolment.empty.expires')
      : t('enrolment.empty.expires.until', { day: formatDay(expiry) });
  }
  if (field === 'badge:issued') return t('enrolment.empty.issued');
  if (field === 'recipient:email') return t('enrolment.empty.email');
  return field === 'badge:memo' ? t('enrolment.empty.memo') : undefined;
}
