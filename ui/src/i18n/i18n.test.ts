import { expect, test } from 'vitest';
import { en } from './en';
import { formatDate, formatDateTime, formatNumber, language, languageFor, t } from './index';
import { nb } from './nb';

const names = (message: string | { one: string; other: string }): string[] => {
  const text = typeof message === 'string' ? message : message.other;
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
};

test('a text follows the chosen language', () => {
  expect(t('place.history')).toBe('History');
  language.choose('nb');
  expect(t('place.history')).toBe('Historikk');
});

test('a number chooses the form of a plural', () => {
  expect(t('templates.found', { count: 1 })).toBe('1 template found');
  expect(t('templates.found', { count: 2 })).toBe('2 templates found');
});

test('both languages name the same parameters', () => {
  const norwegian = new Map(Object.entries(nb));
  for (const [key, message] of Object.entries(en)) {
    expect(names(norwegian.get(key) ?? ''), key).toEqual(names(message));
  }
});

test('a calendar day is written as the locale writes it and never shifts', () => {
  expect(formatDate('2028-12-31')).toBe('31/12/2028');
  language.choose('nb');
  expect(formatDate('2028-12-31')).toBe('31.12.2028');
});

test('a moment is written on the clock of the operator', () => {
  expect(formatDateTime(new Date(2026, 4, 4, 14, 30).toISOString())).toBe('4 May 2026, 14:30');
});

test('a number takes the separators of the locale', () => {
  expect(formatNumber(12345)).toBe('12,345');
});

test('a Norwegian system starts in Norwegian and any other in English', () => {
  expect(languageFor('system', 'nn-NO')).toBe('nb');
  expect(languageFor('system', 'no')).toBe('nb');
  expect(languageFor('system', 'de-DE')).toBe('en');
});

test('the wish of the operator goes before the system', () => {
  expect(languageFor('english', 'nb-NO')).toBe('en');
  expect(languageFor('norwegian', 'en-GB')).toBe('nb');
});
