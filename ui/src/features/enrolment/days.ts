/** Calendar days as `YYYY-MM-DD`. They are no moments: all arithmetic is in UTC, where every day has 24 hours. */
import type { ExpiryPreset } from '../../ipc';

export type Day = string;

/** The day it is on the operator's clock. */
export function dayOf(now: Date): Day {
  return day(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** A day of a month; one the month does not have becomes its last. */
function day(year: number, month: number, date: number): Day {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(date, last))}`;
}

function partsOf(text: Day): [year: number, month: number, date: number] {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return [year, month, date];
}

export function addDays(from: Day, count: number): Day {
  const moment = new Date(`${from}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + count);
  return moment.toISOString().slice(0, 10);
}

export function addMonths(from: Day, count: number): Day {
  const [year, month, date] = partsOf(from);
  const index = year * 12 + (month - 1) + count;
  return day(Math.floor(index / 12), (index % 12) + 1, date);
}

/** The weeks of a month, Monday first, filled up with the days of the months beside it. */
export function weeksOf(within: Day): Day[][] {
  const first = `${within.slice(0, 8)}01`;
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const length = Number(addDays(addMonths(first, 1), -1).slice(8));
  const count = Math.ceil((weekday + length) / 7);
  const start = addDays(first, -weekday);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, date) => addDays(start, week * 7 + date)),
  );
}

/** The day a preset means, counted from a day. */
export function presetDay(preset: ExpiryPreset, from: Day): Day {
  const [year] = partsOf(from);
  switch (preset.kind) {
    case 'years':
      return addMonths(from, preset.years * 12);
    case 'endOfYear':
      return day(year + preset.ahead, 12, 31);
    case 'endOfSchoolYear': {
      const end = day(year, preset.month, preset.day);
      return end >= from ? end : day(year + 1, preset.month, preset.day);
    }
    case 'date':
      return preset.date;
  }
}

/** A typed day (`4.5.2026`, `4/5/2026`, `2026-05-04`) as `YYYY-MM-DD`; null where it is none. */
export function parseDay(typed: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  const local = /^(\d{1,2})[./\s](\d{1,2})[./\s](\d{4})$/.exec(typed.trim());
  const [year, month, day] = iso ? iso.slice(1) : (local?.slice(1).reverse() ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${written}T12:00:00Z`);
  // The 31st of April would become the 1st of May.
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== written) return null;
  return written;
}
