import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { PORTRAIT_RULES, type PortraitSettings, type Rule, type Settings } from '../../ipc';
import type { SettingsKeeper } from '../settings/settings.svelte';
import PortraitSettingsForm from './PortraitSettings.svelte';
import { PortraitRules } from './rules.svelte';

/** Keeps what is changed, as the settings would. */
function kept(portrait: PortraitSettings = {}): {
  values: Settings;
  rules: PortraitRules;
  keeper: SettingsKeeper;
} {
  const values: Settings = { portrait };
  const change = (part: Settings): Promise<void> => Promise.resolve(void Object.assign(values, part));
  const keeper = { values, change } as unknown as SettingsKeeper;
  return { values, rules: new PortraitRules(keeper), keeper };
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

test.each([
  ['Eyes open: at least', '0.045', '0.01', { measure: 'eyesOpen', gate: 'advice', least: 0.01, most: null }],
  ['Mouth open: at most', '0.2', '0.3', { measure: 'mouthClosed', gate: 'advice', least: null, most: 0.3 }],
  ['Sharpness: at least', '0.04', '0.06', { measure: 'sharpness', gate: 'block', least: 0.06, most: null }],
] as const)('the bound of “%s” is the usual %s, and can be another', async (name, usual, typed, own) => {
  const { values, keeper } = kept();
  render(PortraitSettingsForm, { keeper });
  const input = screen.getByLabelText<HTMLInputElement>(name);
  expect(input.value).toBe(usual);
  await fireEvent.change(input, { target: { value: typed } });
  expect(values.portrait?.rules).toEqual([own]);
});
