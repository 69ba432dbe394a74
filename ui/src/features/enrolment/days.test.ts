import { expect, test } from 'vitest';
import { language } from '../../i18n';
import { addMonths, dayOf, presetDay, weeksOf } from './days';
import { choicesOf } from './presets';

const TODAY = '2026-06-20';

test('a year from a leap day is the last of February', () => {
  expect(presetDay({ kind: 'years', years: 1 }, '2028-02-29')).toBe('2029-02-28');
  expect(presetDay({ kind: 'years', years: 3 }, TODAY)).toBe('2029-06-20');
});

test('the end of a year is its 31 December', () => {
  expect(presetDay({ kind: 'endOfYear', ahead: 0 }, '2026-12-31')).toBe('2026-12-31');
  expect(presetDay({ kind: 'endOfYear', ahead: 2 }, TODAY)).toBe('2028-12-31');
});

test('the school year ends this year until its last day is over', () => {
  const end = { kind: 'endOfSchoolYear', month: 6, day: 20 } as const;
  expect(presetDay(end, '2026-06-20')).toBe('2026-06-20');
  expect(presetDay(end, '2026-06-21')).toBe('2027-06-20');
});

test('months are counted over the turn of the year', () => {
  expect(addMonths('2026-01-31', -1)).toBe('2025-12-31');
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
});

test('the weeks of a month begin on Monday and hold the whole month', () => {
  const weeks = weeksOf('2026-11-22');
  expect(weeks[0]).toEqual([
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-10-31',
    '2026-11-01',
  ]);
  expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  expect(weeksOf('2027-02-01')).toHaveLength(4);
});

test('the day is the one on the clock of the counter, also late in the evening', () => {
  expect(dayOf(new Date(2026, 11, 31, 23, 59))).toBe('2026-12-31');
});

test('an expiry date offers the usual choices until the office sets its own', () => {
  const labels = choicesOf({ name: 'cardValidUntilDate' }, TODAY).map(({ label }) => label);
  expect(labels).toEqual(['1 year', '3 years', '5 years', 'End of 2026']);
  const own = choicesOf(
    { name: 'cardValidUntilDate', presets: [{ kind: 'date', date: '2027-01-02' }] },
    TODAY,
  );
  language.choose('nb');
  expect(own).toEqual([{ label: '02/01/2027', day: '2027-01-02' }]);
  expect(choicesOf({ name: 'extraDate1' }, TODAY)).toEqual([]);
});
