import { render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { EVERY_KIND } from '../../dev/form';
import { DeskError, type TemplateSettings } from '../../ipc';
import { TemplateDraft } from './settings.svelte';
import TemplateSettingsForm from './TemplateSettingsForm.svelte';

const keep = vi.fn<(settings: TemplateSettings) => Promise<DeskError | null>>();

beforeEach(() => {
  keep.mockReset().mockResolvedValue(null);
});

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

test('a side is a whole number within what the desk can make', () => {
  const changed = draft();
  expect(changed.wrong).toEqual([]);
  for (const wrong of ['', '0', '31', '4097', '1e3', '12.5']) {
    changed.sides.outputHeight = wrong;
    expect(changed.wrong).toEqual(['outputHeight']);
    expect(changed.ratio).toBeNull();
  }
  for (const right of ['32', ' 4096 ']) {
    changed.sides.outputHeight = right;
    expect(changed.wrong).toEqual([]);
  }
});

test('the ratio follows from the sides, and the sides are kept as numbers', () => {
  const changed = draft();
  expect(changed.ratio).toBe('3:4');
  expect(changed.settings()).toMatchObject({ outputWidth: 720, outputHeight: 960 });
  Object.assign(changed.sides, { outputWidth: '412', outputHeight: '531' });
  expect(changed.ratio).toBe('0.78:1');
  expect(changed.settings()).toMatchObject({ outputWidth: 412, outputHeight: 531 });
});

test('a sensitive field keeps nothing to start with', () => {
  const changed = draft();
  const name = changed.rows.find((row) => row.name === 'personFirstName');
  if (name) Object.assign(name, { default: 'Kari', sensitive: true });
  const kept = (): string | undefined =>
    changed.settings().fields?.find((field) => field.name === 'personFirstName')?.default;
  expect(kept()).toBe('');
  if (name) name.sensitive = false;
  expect(kept()).toBe('Kari');
});

function shown(): UserEvent {
  const none = { dates: {}, close: () => undefined };
  render(TemplateSettingsForm, { template: EVERY_KIND, sensitive: ['personPin'], keep, ...none });
  return userEvent.setup();
}

test('what is sensitive starts empty, and the page says why', async () => {
  const user = shown();
  expect(screen.queryByLabelText('Starts with: PIN')).toBeNull();
  expect(screen.getByText(/would lie readable/)).toBeTruthy();
  expect(screen.getByLabelText('Starts with: First name')).toBeTruthy();
  await user.click(screen.getByLabelText('Sensitive: First name'));
  expect(screen.queryByLabelText('Starts with: First name')).toBeNull();
});

test('the page tells the ratio and the limits, and keeps no size beyond them', async () => {
  const user = shown();
  expect(screen.getByText(/ratio: 3:4\. Each side from 32 to 4096/)).toBeTruthy();
  const height = screen.getByLabelText('Height');
  await user.clear(height);
  await user.type(height, '5000');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('A whole number from 32 to 4096')).toBeTruthy();
  expect(keep).not.toHaveBeenCalled();
  await user.clear(height);
  await user.type(height, '720');
  expect(screen.getByText(/ratio: 1:1\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(keep).toHaveBeenCalledWith(expect.objectContaining({ outputWidth: 720, outputHeight: 720 }));
});
