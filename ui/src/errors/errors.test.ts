import { expect, test } from 'vitest';
import { language } from '../i18n';
import { DeskError } from '../ipc';
import { knowConnections, wordsFor, wordsForField, wordsForWarning } from './index';

test('a code is said in the chosen language, with a way out', () => {
  const error = new DeskError('keyringLocked');
  expect(wordsFor(error)).toEqual({ says: 'The keyring is locked', next: 'Unlock it, then try again.' });
  language.choose('nb');
  expect(wordsFor(error).says).toBe('Nøkkelringen er låst');
});

test('a rate limit says from when on the service answers', () => {
  const moment = new Date(2026, 4, 4, 14, 30).toISOString();
  expect(wordsFor(new DeskError('rateLimited', moment)).next).toContain('14:30');
});

test('a rate limit without a moment still says what to do', () => {
  expect(wordsFor(new DeskError('rateLimited')).next).toBe('Wait a while, then try again.');
});

test('whoever holds the ledger is named where that is known', () => {
  expect(wordsFor(new DeskError('ledgerInUse', '4711')).next).toContain('process number 4711');
  expect(wordsFor(new DeskError('ledgerInUse')).next).toContain('Close the other Badgedesk');
});

test('a secret that Breeze does not take may have expired, for which Breeze has the same answer', () => {
  const { next } = wordsFor(new DeskError('wrongSecret'));
  expect(next).toContain('Paste both again');
  expect(next).toMatch(/usually expire after 180 days: a new one may have to be made in Breeze/);
});

test('a moved address is named and said not to have been followed', () => {
  const words = wordsFor(new DeskError('moved', 'https://new.invalid'));
  expect(words.next).toContain('https://new.invalid');
  expect(words.next).toContain('Nothing was sent there');
});

test('a connection of the practice office is named in the language of the page', () => {
  const error = new DeskError('otherConnection', 'practice');
  expect(wordsFor(error).next).toContain('“Practice office”');
  language.choose('nb');
  expect(wordsFor(error).next).toContain('«Øvingskontoret»');
  expect(wordsFor(new DeskError('otherConnection', 'Ålesund')).next).toContain('«Ålesund»');
});

test('nobody is sent to a connection that was removed', () => {
  knowConnections([
    { id: 'practice', name: 'Practice office' },
    { id: 'c2', name: 'Bergen' },
  ]);
  const next = (detail: string): string => wordsFor(new DeskError('otherConnection', detail)).next;
  expect(next('Bergen')).toBe('Choose “Bergen” at the top, then try again.');
  expect(next('practice')).toBe('Choose “Practice office” at the top, then try again.');
  expect(next('Ålesund')).toContain('“Ålesund” was removed or renamed.');
  expect(next('practice-badges')).toContain('“Practice badges” was removed');
});

test('a field shows the words of the service where the service said something', () => {
  const problem = { problem: 'saidByService', detail: 'expects a date value' } as const;
  expect(wordsForField(problem)).toBe('The service says: expects a date value');
});

test('a warning has words too', () => {
  expect(wordsForWarning('dateInThePast')).toBe('This date is in the past');
});

test.each(['ledgerMissing', 'folderUnusable', 'ordersUnsettled', 'ledgerFailed'] as const)(
  'what the program says of %s is for support and not among the words',
  (code) => {
    const words = wordsFor(new DeskError(code, 'os error 13'));
    expect(`${words.says} ${words.next}`).not.toContain('os error 13');
  },
);
