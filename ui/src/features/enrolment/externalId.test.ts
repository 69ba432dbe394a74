import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COURSE } from '../../dev/badges';
import { enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk, type Desk, type Judgement, type TemplateView } from '../../ipc';
import { Enrolment } from './enrolment.svelte';
import { madeExternalId } from './externalId';
import More from './More.svelte';

const saveEnrolment = vi.fn<Desk['saveEnrolment']>();
let restore: () => void;

beforeEach(() => {
  restore = replaceDesk({ saveEnrolment });
});

afterEach(() => {
  restore();
  vi.restoreAllMocks();
});

async function shown({
  template = EVERY_KIND,
  proposed = '',
}: {
  template?: TemplateView;
  proposed?: string;
}) {
  const judgement: Judgement = {
    fields: [],
    ready: true,
    externalIdProposed: proposed,
    expectedExpiry: null,
  };
  saveEnrolment.mockReset().mockResolvedValue(judgement);
  replaceDesk({ enrolment: () => Promise.resolve({ ...bare(template), judgement }) });
  const enrolment = new Enrolment();
  await enrolment.open();
  render(More, { enrolment });
  return { enrolment, user: userEvent.setup() };
}

const warning = () => screen.queryByText(/an order whose answer is lost is hard to find in Breeze/);
const field = (): HTMLInputElement => screen.getByLabelText('External ID');

test('without an external ID it is said what that costs, and one that is made is kept as if it was typed', async () => {
  const { enrolment, user } = await shown({});
  expect(warning()).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Make one' }));
  expect(field().value).toMatch(/^BD-[2-9A-HJ-NP-Z]{8}$/);
  expect(warning()).toBeNull();
  expect(field().closest('details')?.open, 'in sight').toBe(true);
  await waitFor(() => {
    expect(document.activeElement).toBe(field());
  });
  await enrolment.flush();
  expect(saveEnrolment.mock.lastCall?.[0].more).toMatchObject({ externalId: field().value });
});

test('without an external ID the form is as ready as with one', async () => {
  const { enrolment } = await shown({});
  expect(warning()).toBeTruthy();
  expect(enrolment.ready).toBe(true);
  expect(enrolment.missing).toEqual([]);
});

test('where the pattern proposes an external ID, no other is asked for', async () => {
  await shown({ proposed: '00412' });
  expect(warning()).toBeNull();
});

test('the warning goes as soon as an external ID is typed, and white space is none', async () => {
  const { enrolment } = await shown({});
  enrolment.typeMore('externalId', '  ');
  await waitFor(() => {
    expect(screen.getByLabelText<HTMLInputElement>('External ID').value).toBe('  ');
  });
  expect(warning()).toBeTruthy();
  enrolment.typeMore('externalId', 'A-7');
  await waitFor(() => {
    expect(warning()).toBeNull();
  });
});

test('a badge is found by its key, and needs no external ID', async () => {
  await shown({ template: COURSE });
  expect(warning()).toBeNull();
});

test('an external ID that is made has no letter that is taken for another', () => {
  let next = 0;
  const every = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
    (bytes as Uint8Array).forEach((_, place, all) => (all[place] = next++ % 256));
    return bytes;
  });
  const made = Array.from({ length: 32 }, madeExternalId).join('');
  expect(every).toHaveBeenCalledTimes(32);
  expect(new Set(made.replaceAll('BD-', ''))).toHaveProperty('size', 32);
  expect(made.replaceAll('BD-', '')).not.toMatch(/[01OI]/);
});
