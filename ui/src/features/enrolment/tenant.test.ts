import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment as bare, template } from '../../dev/desk';
import { replaceDesk, type EnrolmentInput, type EnrolmentView, type Judgement } from '../../ipc';
import { Enrolment } from './enrolment.svelte';
import TenantChoice from './TenantChoice.svelte';

const view = bare(template('card', 'Company', { tenants: ['ålesund', 'molde'] }));
const saveEnrolment = vi.fn<(input: EnrolmentInput) => Promise<Judgement>>();
let restore: () => void;

beforeEach(() => {
  saveEnrolment.mockReset().mockResolvedValue(view.judgement);
});

afterEach(() => {
  restore();
});

async function shown(of: EnrolmentView): Promise<HTMLSelectElement | null> {
  restore = replaceDesk({ saveEnrolment, enrolment: () => Promise.resolve(of) });
  const enrolment = new Enrolment();
  await enrolment.open();
  render(TenantChoice, { enrolment, tenants: of.template?.tenants ?? [] });
  return screen.queryByLabelText<HTMLSelectElement>('Ordered under tenant');
}

test('where two tenants offer a template the first stands there, and another is chosen and kept', async () => {
  const select = await shown(view);
  if (!select) throw new Error('there is no choice');
  expect(select.value).toBe('ålesund');
  await userEvent.selectOptions(select, 'molde');
  await vi.waitFor(() => {
    expect(saveEnrolment.mock.lastCall?.[0].more).toMatchObject({ tenant: 'molde' });
  });
});

test('another template brings its own tenant, and what was chosen for the one before does not stay', async () => {
  const next = bare(template('visitor', 'Visitor', { tenants: ['molde', 'sula'] }));
  const chosen = { ...next, more: { ...next.more, tenant: 'sula' } };
  const first = { ...view, id: chosen.id, more: { ...view.more, tenant: 'ålesund' } };
  restore = replaceDesk({
    saveEnrolment,
    enrolment: () => Promise.resolve(first),
    chooseTemplate: () => Promise.resolve(chosen),
  });
  const enrolment = new Enrolment();
  await enrolment.open();
  await enrolment.choose('visitor');
  expect(enrolment.more.tenant).toBe('sula');
});

test('where one tenant offers a template there is nothing to choose', async () => {
  expect(await shown(bare(template('card', 'Company')))).toBeNull();
});

test('a chosen tenant that does not offer it any more stays in sight until another is chosen', async () => {
  const alone = bare(template('card', 'Company', { tenants: ['molde'] }));
  const select = await shown({ ...alone, more: { ...alone.more, tenant: 'ålesund' } });
  expect(select?.value).toBe('ålesund');
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['ålesund', 'molde']);
});
