import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import Connections from './Connections.svelte';
import { editor } from './editor.svelte';

const removeConnection = vi.fn<Desk['removeConnection']>();
const checkConnection = vi.fn<Desk['checkConnection']>();
const chooseConnection = vi.fn<Desk['chooseConnection']>();
let restore: () => void;
let station: Station;

beforeEach(() => {
  const [practice] = DESK.connections;
  removeConnection.mockReset().mockResolvedValue({ ...DESK, connections: practice ? [practice] : [] });
  checkConnection.mockReset();
  chooseConnection.mockReset().mockResolvedValue({ ...DESK, current: 'test' });
  restore = replaceDesk({ removeConnection, checkConnection, chooseConnection });
  editor.close();
  station = new Station();
  station.show(DESK);
});

afterEach(() => {
  restore();
});

function shown(): ReturnType<typeof userEvent.setup> {
  render(Connections, { station });
  return userEvent.setup();
}

const press = (user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> =>
  user.click(screen.getByRole('button', { name }));

test('a connection is removed only after the question is answered', async () => {
  const user = shown();
  await press(user, 'Remove Breeze Test');
  expect(removeConnection).not.toHaveBeenCalled();
  await press(user, 'Remove');
  expect(removeConnection).toHaveBeenCalledWith('test');
  expect(screen.queryByText('Breeze Test')).toBeNull();
});

test('the question before a removal names all that goes, and what stays', async () => {
  const user = shown();
  await press(user, 'Remove Breeze Test');
  const means = screen.getByRole('dialog', { name: 'Remove Breeze Test?' }).textContent;
  expect(means).toMatch(/secrets.*form and photo.*favourites, required and hidden fields, and quick choices/);
  expect(means).toContain('Its orders stay in the history.');
});

test('a connection that could not be removed stays, and the reason is shown', async () => {
  removeConnection.mockRejectedValue(new DeskError('keyringLocked'));
  const user = shown();
  await press(user, 'Remove Breeze Test');
  await press(user, 'Remove');
  expect((await screen.findByRole('alert')).textContent).toContain('The keyring is locked');
  expect(screen.getByText('Breeze Test')).toBeTruthy();
});

test('another connection is taken into use', async () => {
  const user = shown();
  await press(user, 'Use Breeze Test');
  expect(chooseConnection).toHaveBeenCalledWith('test');
  expect(screen.queryByRole('button', { name: 'Use Breeze Test' })).toBeNull();
});

test('a check that cannot even begin says why at its connection', async () => {
  checkConnection.mockRejectedValue(new DeskError('secretMissing'));
  const user = shown();
  await press(user, 'Check Breeze Test');
  expect((await screen.findByRole('alert')).textContent).toContain('is not on this computer');
});

test('the practice office has nothing to edit, every other connection opens in the form', async () => {
  const user = shown();
  expect(screen.queryByRole('button', { name: 'Edit Practice office' })).toBeNull();
  await press(user, 'Edit Breeze Test');
  expect(editor.open).toBe(true);
  expect(editor.connection?.id).toBe('test');
});
