import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeskError, replaceDesk, type Desk } from '../../ipc';
import BackupSection from './BackupSection.svelte';

const backUp = vi.fn<Desk['backUp']>();
const restoreBackup = vi.fn<Desk['restoreBackup']>();
const restored = vi.fn();
const WORDS = 'blåbær sykkel måne';
let restore: () => void;

beforeEach(() => {
  restored.mockReset();
  backUp.mockReset().mockResolvedValue({ orders: 12, listed: true });
  restoreBackup.mockReset().mockResolvedValue({
    madeAt: '2026-05-03T15:00:00Z',
    by: 'Ingrid',
    station: 'Station 2',
    unknown: 2,
    setAside: '/data/set-aside-1',
  });
  restore = replaceDesk({ backUp, restoreBackup });
});

afterEach(() => {
  restore();
});

async function opened(button: string) {
  render(BackupSection, { ledger: { kind: 'kept' }, restored });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: button }));
  return user;
}

const field = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label);

test('a backup is written under a passphrase that was typed twice, and is said to hold so many orders', async () => {
  const user = await opened('Make a backup …');
  await user.type(field('Passphrase'), WORDS);
  await user.type(field('The same once more'), WORDS);
  await user.click(screen.getByRole('button', { name: 'Choose a place and write …' }));
  const [words, offered] = backUp.mock.lastCall ?? [];
  expect(words).toBe(WORDS);
  expect(offered?.name).toMatch(/^badgedesk-\d{4}-\d\d-\d\d\.badgedesk-backup$/);
  expect(await screen.findByText('The backup holds 12 orders.')).toBeTruthy();
  expect(screen.queryByLabelText('Passphrase')).toBeNull();
});

test('a backup that the ledger could not list is said to be one to remember', async () => {
  backUp.mockResolvedValue({ orders: 12, listed: false });
  const user = await opened('Make a backup …');
  await user.type(field('Passphrase'), WORDS);
  await user.type(field('The same once more'), WORDS);
  await user.click(screen.getByRole('button', { name: 'Choose a place and write …' }));
  expect(await screen.findByText(/not in the list of files/)).toBeTruthy();
});

test.each([
  ['short', 'short', 'At least 15 characters.'],
  [WORDS, 'something else', 'The two are not the same.'],
  [WORDS, '', 'The two are not the same.'],
])('%j and %j write nothing and say why', async (first, second, says) => {
  const user = await opened('Make a backup …');
  await user.type(field('Passphrase'), first);
  if (second !== '') await user.type(field('The same once more'), second);
  await user.click(screen.getByRole('button', { name: 'Choose a place and write …' }));
  expect(await screen.findByText(says)).toBeTruthy();
  expect(backUp).not.toHaveBeenCalled();
});

test('a dialog that was closed without a place leaves what was typed', async () => {
  backUp.mockResolvedValue(null);
  const user = await opened('Make a backup …');
  await user.type(field('Passphrase'), WORDS);
  await user.type(field('The same once more'), WORDS);
  await user.click(screen.getByRole('button', { name: 'Choose a place and write …' }));
  expect(backUp).toHaveBeenCalledOnce();
  expect(field('Passphrase').value).toBe(WORDS);
});

test('a wrong passphrase is said, and the right one puts the backup in place and tells what rests', async () => {
  restoreBackup.mockRejectedValueOnce(new DeskError('wrongPassphrase'));
  const user = await opened('Restore a backup …');
  expect(screen.getByText(/Nothing leaves until you resume/)).toBeTruthy();
  await user.type(field('Passphrase'), 'another one{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('does not open the file');
  await user.clear(field('Passphrase'));
  await user.type(field('Passphrase'), `${WORDS}{Enter}`);
  expect(await screen.findByText(/2 orders were not finished/)).toBeTruthy();
  expect(screen.getByText(/set-aside-1/)).toBeTruthy();
  expect(restored).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(restored).toHaveBeenCalledOnce();
});

test('a ledger that ends with the program is not backed up', () => {
  const problem = { code: 'noKeyring', detail: '', fields: [] } as const;
  render(BackupSection, {
    ledger: { kind: 'forThisRun', problem: { ...problem, fields: [] }, besideKept: false },
    restored,
  });
  const make = screen.getByRole<HTMLButtonElement>('button', { name: 'Make a backup …' });
  expect(make.disabled).toBe(true);
  expect(screen.getByText(/nothing to back up/)).toBeTruthy();
});
