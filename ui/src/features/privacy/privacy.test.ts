import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { PRIVACY } from '../../dev/privacy';
import { DeskError, replaceDesk, tell, type Desk } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import { SettingsKeeper } from '../settings/settings.svelte';
import PrivacySection from './PrivacySection.svelte';

const saveSettings = vi.fn<Desk['saveSettings']>();
const privacy = vi.fn<Desk['privacy']>();
const eraseNow = vi.fn<Desk['eraseNow']>();
const USUAL = { portraits: 90, values: 365, drafts: 14 };
const NOTHING = { portraits: 0, values: 0, drafts: 0 };
let restore: () => void;

beforeEach(() => {
  saveSettings.mockReset().mockImplementation((settings) => Promise.resolve({ ...DESK, settings }));
  privacy.mockReset().mockResolvedValue(PRIVACY);
  eraseNow.mockReset();
  restore = replaceDesk({ saveSettings, privacy, eraseNow });
});

afterEach(() => {
  restore();
});

function shown(retention = USUAL as Record<keyof typeof USUAL, number | null>) {
  const station = new Station();
  station.show({ ...DESK, settings: { countdown: 3, retention } });
  render(PrivacySection, { keeper: new SettingsKeeper(station) });
  return userEvent.setup();
}

const chosen = (label: string): string | undefined =>
  screen.getByLabelText<HTMLSelectElement>(label).selectedOptions[0]?.textContent;

test('each kind says for how long it is kept, also a time that is not among those offered', () => {
  shown({ portraits: 45, values: 730, drafts: null });
  expect(chosen('Photos of orders')).toBe('45 days');
  expect(chosen('What was typed for orders')).toBe('2 years');
  expect(chosen('Forms that were not ordered')).toBe('Keep');
});

test('a time is kept beside the others and beside the other settings', async () => {
  const user = shown();
  await user.selectOptions(screen.getByLabelText('Photos of orders'), '30 days');
  const kept = { countdown: 3, retention: { ...USUAL, portraits: 30 } };
  expect(saveSettings).toHaveBeenLastCalledWith(kept);
  await user.selectOptions(screen.getByLabelText('What was typed for orders'), 'Keep');
  expect(saveSettings.mock.lastCall?.[0].retention).toEqual({ portraits: 30, values: null, drafts: 14 });
});

test('everything has its place before it is read, so that nothing below moves', async () => {
  let answer: (view: typeof PRIVACY) => void = () => undefined;
  privacy.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  shown();
  const places = (): string[] =>
    screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
  const before = places();
  expect(before).toContain('Files made from the ledger');
  answer({ ...PRIVACY, due: NOTHING });
  expect(await screen.findByText('Nothing is due.')).toBeTruthy();
  expect(places()).toEqual(before);
});

test('what is due is erased only after it was named and confirmed, and what went is told', async () => {
  const last = { at: '2026-05-05T10:00:00Z', by: 'Ingrid', erased: PRIVACY.due };
  eraseNow.mockResolvedValue({ ...PRIVACY, due: NOTHING, last });
  const user = shown();
  expect(await screen.findByText(/by itself/)).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Erase now …' }));
  const dialog = within(screen.getByRole('dialog'));
  const named = dialog.getAllByRole('listitem').map((item) => item.textContent);
  expect(named).toEqual(['the photos of 12 orders', 'what was typed for 3 orders']);
  expect(eraseNow).not.toHaveBeenCalled();
  await user.click(dialog.getByRole('button', { name: 'Erase now' }));
  expect(await screen.findByText(/^Last run: .* by Ingrid\.$/)).toBeTruthy();
  const lost = within(screen.getByRole('status'))
    .getAllByRole('listitem')
    .map((item) => item.textContent);
  expect(lost).toEqual(['12 orders lost their photos.', '3 orders lost what was typed.']);
  expect(screen.queryByRole('button', { name: 'Erase now …' })).toBeNull();
  expect(screen.getByText('Nothing is due.')).toBeTruthy();
});

test('a run by itself is told while the page is open', async () => {
  shown();
  await screen.findByText(/by itself/);
  privacy.mockResolvedValue({ ...PRIVACY, due: NOTHING });
  tell({ kind: 'stationChanged' });
  expect(await screen.findByText('Nothing is due.')).toBeTruthy();
});

test('a ledger that cannot be read is said where it is wanted', async () => {
  privacy.mockRejectedValue(new DeskError('ledgerLocked'));
  shown();
  expect((await screen.findByRole('alert')).textContent).toContain('Ledger locked');
});
