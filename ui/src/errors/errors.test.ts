import { expect, test } from 'vitest';
import { language } from '../i18n';
import { DeskError } from '../ipc';
import { wordsFor } from './index';

test('a code is said in the chosen language, with a way out', () => {
  const error = new DeskError('keyring_locked');
  expect(wordsFor(error)).toEqual({ says: 'The keyring is locked', next: 'Unlock it, then try again.' });
  language.choose('nb');
  expect(wordsFor(error).says).toBe('Nøkkelringen er låst');
});

test('a rate limit says from when on the service answers', () => {
  const moment = new Date(2026, 4, 4, 14, 30).toISOString();
  expect(wordsFor(new DeskError('rate_limited', moment)).next).toContain('14:30');
});

test('a rate limit without a moment still says what happens next', () => {
  expect(wordsFor(new DeskError('rate_limited')).next).toBe('Badgedesk goes on by itself as soon as it may.');
});

test('a moved address is named and said not to have been followed', () => {
  const words = wordsFor(new DeskError('address_moved', 'https://new.invalid'));
  expect(words.next).toContain('https://new.invalid');
  expect(words.next).toContain('Nothing was sent there');
});
