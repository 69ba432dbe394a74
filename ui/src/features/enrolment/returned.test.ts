import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { language } from '../../i18n';
import { replaceDesk, type Desk } from '../../ipc';
import { Enrolment } from './enrolment.svelte';
import EnrolmentForm from './EnrolmentForm.svelte';
import OrderBar from './OrderBar.svelte';

const open = vi.fn<Desk['enrolment']>();
let restore: () => void;

beforeEach(() => {
  open.mockReset().mockResolvedValue({ ...bare(EVERY_KIND), returned: true });
  restore = replaceDesk({ enrolment: open });
});

afterEach(() => {
  restore();
});

async function shown(): Promise<void> {
  const enrolment = new Enrolment();
  await enrolment.open();
  const rest = { sensitive: [], keep: vi.fn(), openSettings: vi.fn(), describe: vi.fn() };
  render(EnrolmentForm, { enrolment, connections: DESK.connections, connection: 'production', ...rest });
  render(OrderBar, { enrolment });
}

const warning = (): string | null | undefined =>
  screen.queryByText(/from an older copy of the ledger|fra en eldre kopi av journalen/)?.closest('.notice')
    ?.textContent;

test('a form of an older copy of the ledger says where to look, and can be ordered all the same', async () => {
  await shown();
  expect(warning()).toContain('look in Øvre Ålesund fylkeskommune before you order');
  expect(screen.getByRole('button', { name: /^Order/ }).getAttribute('aria-disabled')).not.toBe('true');
});

test('that is said in Norwegian too', async () => {
  language.choose('nb');
  await shown();
  expect(warning()).toContain('se etter i Øvre Ålesund fylkeskommune før du bestiller');
});

test('a form of now says nothing of an older copy', async () => {
  open.mockResolvedValue(bare(EVERY_KIND));
  await shown();
  expect(warning()).toBeUndefined();
});
