import { expect, test } from 'vitest';
import { template } from '../../dev/desk';
import { sharedNames, shortened } from './tenants';

test('a name is shared where templates of more than one tenant bear it', () => {
  const visitor = template('a', 'Visitor');
  const crew = template('b', 'Crew');
  expect(sharedNames([visitor, crew, template('c', 'Visitor')])).toEqual(new Set());
  const theirs = template('d', 'Visitor', { tenant: 't2' });
  expect(sharedNames([visitor, crew, theirs])).toEqual(new Set(['Visitor']));
});

test('a long id loses its middle, a short one nothing', () => {
  expect(shortened('alesund-kommune')).toBe('alesund-kommune');
  expect(shortened('a3f09c41-5a7e-4f63-9d0c-1b2e3d4c5f60')).toBe('a3f09c41-…2e3d4c5f60');
});
