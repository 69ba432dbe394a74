import { language } from './language.svelte';

function written(moment: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.locale, options).format(moment);
}

/** A calendar day (`YYYY-MM-DD`) as the locale writes it. It is no moment, so no time zone may shift it. */
export function formatDate(day: string): string {
  const moment = new Date(`${day}T12:00:00Z`);
  return written(moment, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
}

/** A calendar day (`YYYY-MM-DD`) with its month as a word, for sentences. */
export function formatDay(day: string): string {
  return written(new Date(`${day}T12:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
}

/** A moment (RFC 3339) as date and time on the operator's clock. */
export function formatDateTime(moment: string): string {
  return written(new Date(moment), { dateStyle: 'medium', timeStyle: 'short' });
}

/** A moment (RFC 3339) as the time on the operator's clock, without the day. */
export function formatTime(moment: string): string {
  return written(new Date(moment), { timeStyle: 'short' });
}

/** A number with the locale's own separators, with at most so many digits behind the comma. */
export function formatNumber(value: number, digits = 3): string {
  return new Intl.NumberFormat(language.locale, { maximumFractionDigits: digits }).format(value);
}
