import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../dev/desk';
import { replaceDesk, type Code, type Desk, type DeskView, type Problem } from '../ipc';
import { wayOut } from './keyring';
import LedgerLocked from './LedgerLocked.svelte';
import { places } from './place.svelte';
import ReachState from './ReachState.svelte';
import { Station } from './station.svelte';
import Strips from './Strips.svelte';

const problem = (code: Code): Problem => ({ code, detail: '', fields: [] });
const startNewLedger = vi.fn<Desk['startNewLedger']>();
const openLedgerAgain = vi.fn<Desk['openLedgerAgain']>();
let restore: () => void;
let station: Station;

beforeEach(() => {
  for (const command of [startNewLedger, openLedgerAgain]) {
    command.mockReset().mockResolvedValue(DESK);
  }
  restore = replaceDesk({ startNewLedger, openLedgerAgain });
  station = new Station();
});

afterEach(() => {
  restore();
});

function locked(code: Code, more: Partial<DeskView> = {}): ReturnType<typeof userEvent.setup> {
  const view: DeskView = { ...DESK, ledger: { kind: 'locked', problem: problem(code) }, ...more };
  station.show(view);
  render(LedgerLocked, { station, view, problem: problem(code) });
  return userEvent.setup();
}

test('a locked ledger is tried again', async () => {
  const user = locked('ledgerLocked');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(station.view?.ledger.kind).toBe('kept');
});

test('a new ledger begins only behind the typed word', async () => {
  const user = locked('ledgerLocked');
  const start = screen.getByRole<HTMLButtonElement>('button', { name: 'Start new ledger' });
  await user.type(screen.getByLabelText('Type NEW to go on'), 'no');
  expect(start.disabled).toBe(true);
  await fireEvent.submit(screen.getByLabelText('Type NEW to go on'));
  expect(startNewLedger).not.toHaveBeenCalled();
  await user.clear(screen.getByLabelText('Type NEW to go on'));
  await user.type(screen.getByLabelText('Type NEW to go on'), 'new{Enter}');
  expect(startNewLedger).toHaveBeenCalledOnce();
});

test.each(['ledgerInUse', 'diskFull', 'ledgerReadOnly'] as const)(
  'a ledger that %s holds up is not replaced by a new one',
  (code) => {
    locked(code);
    expect(screen.queryByRole('button', { name: 'Start new ledger' })).toBeNull();
  },
);

test('behind a locked keyring, the way to it is told and it can be tried again', async () => {
  const user = locked('ledgerLocked', { keyring: problem('keyringLocked'), platform: 'macos' });
  expect(screen.getByText(/Keychain Access/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(openLedgerAgain).toHaveBeenCalledOnce();
});

test('each system has a way of its own to its keyring', () => {
  const ways = ['linux', 'macos', 'windows'].map((system) => wayOut(problem('noKeyring'), system));
  expect(new Set(ways).size).toBe(3);
  expect(wayOut(problem('noKeyring'), 'freebsd')).toContain('keep the secret in memory');
});

test('a ledger of this run is said in one line', () => {
  const view: DeskView = {
    ...DESK,
    ledger: { kind: 'forThisRun', problem: problem('noKeyring'), besideKept: false },
  };
  render(Strips, { station, view });
  expect(screen.getByRole('status').textContent).toContain('Orders are kept for this run only');
});

test('a page that was loaded again says so until it is read, and keeps the camera off all the same', async () => {
  station.past = { loadedAgain: true, keepsFailing: false, covered: 'none' };
  render(Strips, { station, view: DESK });
  expect(screen.getByRole('status').textContent).toContain('nothing is lost');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('status')).toBeNull();
  expect(station.past.loadedAgain).toBe(true);
});

test('a connection that needs attention tells why and opens to be mended', async () => {
  const mend = vi.fn();
  const again = vi.fn();
  const reach = { kind: 'failed', problem: problem('secretExpired') } as const;
  render(ReachState, { reach, name: 'Head office', again, mend });
  expect(screen.getByRole('alert').textContent).toContain('The client secret has expired');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await userEvent.click(screen.getByRole('button', { name: 'Edit connection' }));
  expect(again).toHaveBeenCalledOnce();
  expect(mend).toHaveBeenCalledOnce();
});

test('a network that is gone is nothing to mend in the connection', () => {
  const reach = { kind: 'failed', problem: problem('unreachable') } as const;
  render(ReachState, { reach, name: 'Head office', again: () => Promise.resolve(), mend: () => undefined });
  expect(screen.queryByRole('button', { name: 'Edit connection' })).toBeNull();
});

test('what the program says of a locked ledger is kept for support', () => {
  const missing: Problem = { ...problem('ledgerMissing'), detail: 'the database file is missing' };
  render(LedgerLocked, { station, view: DESK, problem: missing });
  const detail = screen.getByText(/the database file is missing/);
  expect(detail.closest('details')?.open).toBe(false);
});

test('a ledger of this run takes no order but practice, and says so before one is filled in', () => {
  const view: DeskView = {
    ...DESK,
    ledger: { kind: 'forThisRun', problem: problem('noKeyring'), besideKept: false },
  };
  station.show(view);
  const { unmount } = render(Strips, { station, view });
  expect(screen.getByText(/every order that still waits/)).toBeTruthy();
  unmount();
  const production = { ...view, current: 'production' };
  station.show(production);
  render(Strips, { station, view: production });
  expect(screen.getByText('Nothing can be ordered from Øvre Ålesund fylkeskommune now')).toBeTruthy();
});

test('a paused outbox stands in the frame of the window and leads to it', async () => {
  const view: DeskView = { ...DESK, outboxPaused: true };
  station.show(view);
  render(Strips, { station, view });
  await userEvent.click(screen.getByRole('button', { name: 'Open the outbox' }));
  expect(places.here.name).toBe('outbox');
});

test('an outbox that was paused by hand is not called a copy', () => {
  const view: DeskView = { ...DESK, outboxPaused: true, pausedBy: 'Ingrid' };
  station.show(view);
  render(Strips, { station, view });
  expect(screen.getByText('It was paused by hand. Nothing leaves until you resume.')).toBeTruthy();
  expect(screen.queryByText(/copied or put back/)).toBeNull();
});

test('a link that was not taken is told until it was read', async () => {
  const forgetRefusedLink = vi.fn<Desk['forgetRefusedLink']>().mockResolvedValue(null);
  replaceDesk({ forgetRefusedLink, deskState: () => Promise.resolve(DESK) });
  const view: DeskView = { ...DESK, refusedLink: 'trayFull' };
  station.show(view);
  render(Strips, { station, view });
  expect(screen.getByRole('status').textContent).toContain('A link was not taken');
  expect(screen.getByRole('status').textContent).toContain('As many wait here');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(forgetRefusedLink).toHaveBeenCalledOnce();
  expect(station.view?.refusedLink).toBeNull();
});
