import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk, type RosterView } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import { SettingsKeeper } from '../settings/settings.svelte';
import PeopleSettings from './PeopleSettings.svelte';

const importRoster = vi.fn<Desk['importRoster']>();
const removeRoster = vi.fn<Desk['removeRoster']>();
const saveSettings = vi.fn<Desk['saveSettings']>();
const ROSTER: RosterView = {
  importedAt: '2026-05-01T08:00:00Z',
  file: 'staff.csv',
  people: 412,
  unused: ['Lønn', 'Fødselsnummer'],
};
let restore: () => void;

beforeEach(() => {
  importRoster.mockReset().mockResolvedValue({ ...DESK, roster: ROSTER });
  removeRoster.mockReset().mockResolvedValue(DESK);
  saveSettings.mockReset().mockImplementation((settings) => Promise.resolve({ ...DESK, settings }));
  const deskState = () => Promise.resolve(DESK);
  restore = replaceDesk({ importRoster, removeRoster, saveSettings, deskState });
});

afterEach(() => {
  restore();
});

function shown(roster: RosterView | null = null): ReturnType<typeof userEvent.setup> {
  const station = new Station();
  station.show({ ...DESK, roster });
  render(PeopleSettings, { keeper: new SettingsKeeper(station) });
  return userEvent.setup();
}

test('a roster is imported and says how many people of which file and day it has', async () => {
  const user = shown();
  await user.click(screen.getByRole('button', { name: 'Import a roster …' }));
  expect((await screen.findByRole('status')).textContent).toMatch(/412 people\..*staff\.csv.*1 May 2026/s);
  expect(screen.getByText('Not used: Lønn, Fødselsnummer')).toBeTruthy();
  expect(importRoster).toHaveBeenCalledWith('Choose the roster');
});

test('a closed dialog changes nothing', async () => {
  importRoster.mockResolvedValue(null);
  const user = shown();
  await user.click(screen.getByRole('button', { name: 'Import a roster …' }));
  expect(screen.queryByRole('status')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what is wrong with a file is told by line and column', async () => {
  importRoster.mockRejectedValue(new DeskError('rosterCell', '12: E-post'));
  const user = shown(ROSTER);
  await user.click(screen.getByRole('button', { name: 'Import another one …' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Line 12, column “E-post”');
  expect(screen.getByRole('status').textContent).toContain('412');
});

test('the roster is removed once that is confirmed', async () => {
  const user = shown(ROSTER);
  await user.click(screen.getByRole('button', { name: 'Remove …' }));
  expect(removeRoster).not.toHaveBeenCalled();
  const dialog = within(screen.getByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Remove' }));
  expect(await screen.findByRole('button', { name: 'Import a roster …' })).toBeTruthy();
});

test('known people are offered until the office says otherwise', async () => {
  const user = shown();
  const offer = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Offer known people' });
  expect(offer.checked).toBe(true);
  await user.click(offer);
  expect(saveSettings).toHaveBeenCalledWith({ offerKnownPeople: false });
});
