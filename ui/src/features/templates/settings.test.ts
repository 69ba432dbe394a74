import { expect, test } from 'vitest';
import { EVERY_KIND } from '../../dev/form';
import { TemplateDraft } from './settings.svelte';

const draft = (): TemplateDraft => new TemplateDraft(EVERY_KIND, ['personPin']);

test('what is as the office usually has it follows the office', () => {
  const fields = draft().settings().fields ?? [];
  expect(fields.find(({ name }) => name === 'personPin')?.sensitive).toBeNull();
  expect(fields.find(({ name }) => name === 'personDepartment')).toMatchObject({ pinned: true });
});

test('a field that is shown against the habit of the office is written down', () => {
  const changed = draft();
  const pin = changed.rows.find(({ name }) => name === 'personPin');
  if (pin) pin.sensitive = false;
  const kept = changed.settings().fields?.find(({ name }) => name === 'personPin');
  expect(kept?.sensitive).toBe(false);
});

test('fields move up and down, and not beyond the ends', () => {
  const changed = draft();
  changed.move('personLastName', -1);
  changed.move('personLastName', -1);
  const names = changed.settings().fields?.map(({ name }) => name);
  expect(names?.slice(0, 2)).toEqual(['personLastName', 'personFirstName']);
});

test('a size is a whole number within what can be made', () => {
  const changed = draft();
  expect(changed.wrong).toEqual([]);
  changed.sizes.ratioWidth = '0';
  changed.sizes.outputHeight = '1e9';
  expect(changed.wrong).toEqual(['ratioWidth', 'outputHeight']);
});

test('the usual sizes are kept as numbers', () => {
  expect(draft().settings()).toMatchObject({
    ratioWidth: 3,
    ratioHeight: 4,
    outputWidth: 720,
    outputHeight: 960,
  });
});
