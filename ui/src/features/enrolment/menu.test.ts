import { render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk } from '../../ipc';
import type { SettingsChange } from '../templates/picker.svelte';
import EnrolmentForm from './EnrolmentForm.svelte';
import { Enrolment } from './enrolment.svelte';

const keep = vi.fn<(template: string, change: SettingsChange) => void>();
let restore: () => void;

beforeEach(() => {
  keep.mockReset();
  restore = replaceDesk({ enrolment: () => Promise.resolve(bare(EVERY_KIND)) });
});

afterEach(() => {
  restore();
});

async function shown(): Promise<void> {
  const enrolment = new Enrolment();
  await enrolment.open();
  render(EnrolmentForm, {
    enrolment,
    sensitive: ['personPin'],
    connections: DESK.connections,
    connection: 'practice',
    keep,
    openSettings: () => undefined,
    describe: () => undefined,
  });
}

test('pinning in the menu of a field keeps all the other settings', async () => {
  await shown();
  const pins = screen.getAllByText('Pin: keep for the next person');
  const [first] = pins;
  first?.click();
  const [chosen, change] = keep.mock.lastCall ?? [];
  expect(chosen).toBe('company');
  expect(change?.(EVERY_KIND)).toEqual({
    fields: EVERY_KIND.settings.fields?.map((one) =>
      one.name === 'personFirstName' ? { ...one, pinned: true } : one,
    ),
  });
});

const offeredOn = (label: string): string[] => {
  const menu = screen.getByRole('menu', { name: `Settings of the field ${label}` });
  return within(menu)
    .getAllByRole('menuitem')
    .map(({ textContent }) => textContent.trim());
};
const START = 'Start new forms with this text';

test('a text to start with is offered only where a form can start with it', async () => {
  await shown();
  expect(offeredOn('First name')).toContain(START);
  expect(offeredOn('PIN')).not.toContain(START);
  expect(offeredOn('Photo')).toEqual(['Make it required', 'Hide this field']);
});

test('a field that is masked keeps no text to start with', async () => {
  await shown();
  const menu = screen.getByRole('menu', { name: 'Settings of the field First name' });
  within(menu).getByText('Sensitive: mask it').click();
  const fields = keep.mock.lastCall?.[1](EVERY_KIND).fields;
  expect(fields?.[0]).toEqual({ name: 'personFirstName', required: true, sensitive: true, default: '' });
});
