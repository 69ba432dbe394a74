import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../dev/desk';
import Connections from '../features/connections/Connections.svelte';
import {
  replaceDesk,
  type ConnectionView,
  type Desk,
  type DeskView,
  type Problem,
  type SecretKept,
} from '../ipc';
import LedgerLocked from './LedgerLocked.svelte';
import Starting from './Starting.svelte';
import { Station } from './station.svelte';
import Strips from './Strips.svelte';

const problem = (code: Problem['code']): Problem => ({ code, detail: '', fields: [] });
const stopWaitingForKeyring = vi.fn<Desk['stopWaitingForKeyring']>();
const practiseForThisRun = vi.fn<Desk['practiseForThisRun']>();
const tryKeyringAgain = vi.fn<Desk['tryKeyringAgain']>();
const LOCKED: DeskView = { ...DESK, keyring: problem('keyringLocked') };
let restore: () => void;
let station: Station;

beforeEach(() => {
  stopWaitingForKeyring.mockReset().mockResolvedValue(null);
  practiseForThisRun.mockReset().mockResolvedValue(DESK);
  tryKeyringAgain.mockReset().mockResolvedValue(DESK);
  restore = replaceDesk({ stopWaitingForKeyring, practiseForThisRun, tryKeyringAgain });
  station = new Station();
});

afterEach(() => {
  restore();
});

test('a window that waits for the keyring says so, and need not wait', async () => {
  station.show({ ...DESK, ledger: { kind: 'opening' }, keyringAsks: true });
  render(Starting, { station });
  expect(screen.getByRole('heading', { name: 'The keyring is asking for something' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Stop waiting' }));
  expect(stopWaitingForKeyring).toHaveBeenCalledOnce();
});

test('a keyring that is quick is not spoken of', () => {
  station.show({ ...DESK, ledger: { kind: 'opening' } });
  render(Starting, { station });
  expect(screen.queryByText('The keyring is asking for something')).toBeNull();
});

test('a keyring that asks in the middle of the work is told in the frame of the window', async () => {
  render(Strips, { station, view: { ...DESK, keyringAsks: true } });
  await userEvent.click(screen.getByRole('button', { name: 'Stop waiting' }));
  expect(stopWaitingForKeyring).toHaveBeenCalledOnce();
});

test.each(['noKeyring', 'keyringLocked', 'keyringNoAnswer'] as const)(
  'behind a ledger whose key the keyring does not give (%s), one can practise for this run',
  async (code) => {
    const view: DeskView = { ...DESK, ledger: { kind: 'locked', problem: problem(code) } };
    station.show(view);
    render(LedgerLocked, { station, view, problem: problem(code) });
    expect(screen.getByText(/gone when Badgedesk closes/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Practise for this run' }));
    expect(practiseForThisRun).toHaveBeenCalledOnce();
    expect(station.view?.ledger.kind).toBe('kept');
  },
);

test('a damaged ledger is no reason to practise', () => {
  render(LedgerLocked, { station, view: DESK, problem: problem('ledgerDamaged') });
  expect(screen.queryByRole('button', { name: 'Practise for this run' })).toBeNull();
});

test('who practises beside a kept ledger is told that it is not touched', () => {
  const ledger = { kind: 'forThisRun', problem: problem('keyringLocked'), besideKept: true } as const;
  render(Strips, { station, view: { ...DESK, ledger } });
  expect(screen.getByText(/Your ledger is not touched meanwhile/)).toBeTruthy();
});

function withSecrets(...secrets: SecretKept[]): void {
  const changed = DESK.connections.map((one, at): ConnectionView => {
    const secret = at === 0 ? undefined : secrets[at - 1];
    return secret === undefined ? one : { ...one, secret };
  });
  station.show({ ...LOCKED, connections: changed });
  render(Connections, { station });
}

test('secrets in a locked keyring are not called missing, and the keyring is tried again once for all of them', async () => {
  withSecrets('locked', 'locked');
  expect(screen.getAllByText(/Secret in the keyring, which is locked/)).toHaveLength(2);
  expect(screen.queryByText(/Secret missing/)).toBeNull();
  expect(screen.getByText(/Unlock the login keyring/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Try the keyring again' }));
  expect(tryKeyringAgain).toHaveBeenCalledOnce();
});

test('a secret that is missing is to be typed again, and no keyring is tried for it', () => {
  withSecrets('missing');
  expect(screen.getByText(/Secret missing: type it again/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Try the keyring again' })).toBeNull();
});
