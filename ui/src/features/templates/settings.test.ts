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
  const none = { dates: {}, office: { outputWidth: 600, outputHeight: 800 }, close: () => undefined };
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

test('a size of its own is told with its limits, and none beyond them is kept', async () => {
  const user = shown();
  expect(screen.getByText(/ratio: 3:4\. Each side from 32 to 4096/)).toBeTruthy();
  const height = screen.getByLabelText<HTMLInputElement>('Height');
  expect([height.value, height.placeholder]).toEqual(['', '800']);
  await user.type(height, '5000');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('A whole number from 32 to 4096')).toBeTruthy();
  expect(keep).not.toHaveBeenCalled();
  await user.clear(height);
  await user.type(height, '600');
  expect(screen.getByText(/ratio: 1:1\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(keep).toHaveBeenCalledWith(expect.objectContaining({ outputWidth: null, outputHeight: 600 }));
});
