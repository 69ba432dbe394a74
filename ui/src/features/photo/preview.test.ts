import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk, type FieldSettings } from '../../ipc';
import { Enrolment } from '../enrolment/enrolment.svelte';
import BadgePreview from './BadgePreview.svelte';
import { Photos } from './photos.svelte';

const VALUES = {
  personFirstName: 'Åse',
  personLastName: 'Bjørk',
  personDepartment: 'Operations',
  cardValidUntilDate: '31/12/2028',
};
let restore: () => void = () => undefined;

afterEach(() => {
  restore();
});

/** What stands on the badge, and the name above the review. */
async function previewed(
  fields: FieldSettings[],
  values: Partial<typeof VALUES> = VALUES,
): Promise<string[]> {
  const view = bare({ ...EVERY_KIND, settings: { fields } });
  const day = { field: 'cardValidUntilDate', problem: null, warning: null, detail: '', date: '2028-12-31' };
  const judgement = { ...view.judgement, fields: [day] };
  restore = replaceDesk({ enrolment: () => Promise.resolve({ ...view, values, judgement }) });
  const enrolment = new Enrolment();
  await enrolment.open();
  const [connection = null] = DESK.connections;
  const photos = new Photos(enrolment);
  render(BadgePreview, { enrolment, photos, sensitive: [], connection, office: 'Breeze', tenant: null });
  const { textContent } = screen.getByRole('figure');
  const review = screen.getByRole('region', { name: 'What will be ordered' });
  return [textContent, review.querySelector('.name')?.textContent ?? ''];
}

const sensitive = (name: string): FieldSettings => ({ name, sensitive: true });

test('the badge shows who it is for, where they work and how long it counts', async () => {
  const [badge, name] = await previewed([]);
  expect(badge).toMatch(/Åse Bjørk.*Operations.*Valid until 31\/12\/2028/);
  expect(name).toBe('Åse Bjørk');
});

test('a sensitive name is masked on the badge and above the review', async () => {
  const [badge, name] = await previewed([sensitive('personLastName')]);
  expect(badge).not.toContain('Bjørk');
  expect(badge).toContain('Åse ••••••');
  expect(name).toBe('Åse ••••••');
});

test('a sensitive department and a sensitive last day are masked on the badge', async () => {
  const [badge] = await previewed([sensitive('personDepartment'), sensitive('cardValidUntilDate')]);
  expect(badge).not.toContain('Operations');
  expect(badge).not.toContain('2028');
  expect(badge).toContain('Valid until ••••••');
});

test('a sensitive department that is empty leaves its place to the company', async () => {
  const values = { personFirstName: 'Åse', companyName: 'Ålesund kommune' };
  const [badge] = await previewed([sensitive('personDepartment')], values);
  expect(badge).toContain('Ålesund kommune');
});

test('what will be ordered stands above the badge, which is what a low window cuts off', async () => {
  await previewed([]);
  const review = screen.getByRole('region', { name: 'What will be ordered' });
  const follows = review.compareDocumentPosition(screen.getByRole('figure'));
  expect(follows & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
