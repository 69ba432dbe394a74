import { expect, test } from 'vitest';
import { template } from '../../dev/desk';
import { shortened, tellsTenants } from './tenants';

test('tenants are told where there is more than one, at the connection or in the list', () => {
  const one = [template('a', 'Visitor'), template('b', 'Crew')];
  const two = [template('a', 'Visitor'), template('b', 'Visitor', { tenant: 't2' })];
  expect(tellsTenants({ tenants: ['t1'] }, one)).toBe(false);
  expect(tellsTenants({ tenants: ['t1', 't2'] }, one)).toBe(true);
  expect(tellsTenants({ tenants: [] }, two)).toBe(true);
  expect(tellsTenants(null, [])).toBe(false);
});

test('a long id loses its middle, a short one nothing', () => {
  expect(shortened('alesund-kommune')).toBe('alesund-kommune');
  expect(shortened('a3f09c41-5a7e-4f63-9d0c-1b2e3d4c5f60')).toBe('a3f09c41-…2e3d4c5f60');
});
