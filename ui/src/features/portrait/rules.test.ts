import { expect, test } from 'vitest';
import { PORTRAIT_RULES, type PortraitSettings, type Rule, type Settings } from '../../ipc';
import type { SettingsKeeper } from '../settings/settings.svelte';
import { PortraitRules } from './rules.svelte';

/** Keeps what is changed, as the settings would. */
function kept(portrait: PortraitSettings = {}): { values: Settings; rules: PortraitRules } {
  const values: Settings = { portrait };
  const change = (part: Settings): Promise<void> => Promise.resolve(void Object.assign(values, part));
  const keeper = { values, change } as unknown as SettingsKeeper;
  return { values, rules: new PortraitRules(keeper) };
}

function rule(rules: PortraitRules, measure: Rule['measure']): Rule {
  const found = rules.rules.find((one) => one.measure === measure);
  if (!found) throw new Error(measure);
  return found;
}

test('an office that changed nothing has the usual rules', () => {
  const { rules } = kept();
  expect(rules.rules).toEqual(PORTRAIT_RULES);
  expect(rules.changed).toBe(0);
});

test('only what differs from the usual is written down', () => {
  const { rules, values } = kept();
  rules.setGate(rule(rules, 'yaw'), 'block');
  expect(values.portrait?.rules).toEqual([{ measure: 'yaw', gate: 'block', least: -8, most: 8 }]);
  rules.setGate(rule(rules, 'yaw'), 'advice');
  expect(values.portrait?.rules).toEqual([]);
});

test('a bound is typed as it is read, and degrees hold both ways', () => {
  const { rules } = kept();
  rules.setBound(rule(rules, 'roll'), 'most', '5');
  expect(rule(rules, 'roll')).toMatchObject({ least: -5, most: 5 });
  rules.setBound(rule(rules, 'brightness'), 'least', '30,5');
  expect(rule(rules, 'brightness').least).toBeCloseTo(0.305);
  expect(rules.bound(rule(rules, 'brightness'), 'least')).toBe(30.5);
  rules.setBound(rule(rules, 'brightness'), 'least', 'dark');
  expect(rules.bound(rule(rules, 'brightness'), 'least')).toBe(30.5);
});

test('the usual rules come back, and the rest stays', () => {
  const { rules, values } = kept({ family: 'passport', rules: [] });
  rules.setGate(rule(rules, 'sharpness'), 'off');
  expect(rules.changed).toBe(1);
  rules.reset();
  expect(rules.changed).toBe(0);
  expect(values.portrait?.family).toBe('passport');
});
