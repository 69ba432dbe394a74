import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk } from '../../ipc';
import { keymap } from '../../keys/keymap.svelte';
import { places } from '../../shell/place.svelte';
import { Station } from '../../shell/station.svelte';
import { SettingsKeeper } from './settings.svelte';
import Settings from './Settings.svelte';

const saveSettings = vi.fn<Desk['saveSettings']>();
let restore: () => void;
let station: Station;
let stopKeys: () => void;

beforeEach(() => {
  saveSettings.mockReset().mockImplementation((settings) => Promise.resolve({ ...DESK, settings }));
  restore = replaceDesk({ saveSettings, deskState: () => Promise.resolve(DESK) });
  station = new Station();
  station.show({ ...DESK, settings: { camera: 'Desk camera', sensitiveFields: ['personPin'] } });
  stopKeys = keymap.listen(window);
});

afterEach(() => {
  places.go({ name: 'counter' });
  stopKeys();
  restore();
});

function shown(): ReturnType<typeof userEvent.setup> {
  const connections = createRawSnippet(() => ({ render: () => '<p>connections</p>' }));
  render(Settings, {
    station,
    connections,
    camera: connections,
    links: connections,
    privacy: connections,
    forget: connections,
    backup: connections,
    help: connections,
  });
  return userEvent.setup();
}

test('the photo takes itself until somebody says otherwise', async () => {
  const user = shown();
  const itself = screen.getByLabelText<HTMLInputElement>('The camera takes the photo by itself');
  expect(itself.checked).toBe(true);
  await user.click(itself);
  expect(saveSettings).toHaveBeenLastCalledWith(expect.objectContaining({ autoShutter: false }));
});

test('whoever looks for the cameras is brought to them, and nobody else', () => {
  const into = vi.spyOn(Element.prototype, 'scrollIntoView');
  places.go({ name: 'settings' });
  shown();
  expect(into).not.toHaveBeenCalled();
  cleanup();
  places.go({ name: 'settings', at: 'camera' });
  shown();
  const heading = screen.getByRole('heading', { name: 'Camera' });
  expect(into.mock.contexts).toEqual([heading]);
  expect(document.activeElement).toBe(heading);
  into.mockRestore();
});

test('a language is used at once and leaves the other settings as they are', async () => {
  const user = shown();
  await user.selectOptions(screen.getByLabelText('Language'), 'norwegian');
  expect(await screen.findByRole('heading', { name: 'Innstillinger' })).toBeTruthy();
  expect(saveSettings).toHaveBeenCalledWith({
    camera: 'Desk camera',
    sensitiveFields: ['personPin'],
    language: 'norwegian',
  });
});

test('a theme is worn at once', async () => {
  const user = shown();
  await user.selectOptions(screen.getByLabelText('Theme'), 'dark');
  expect(document.documentElement.dataset.theme).toBe('dark');
});

test('a name is kept when its field is left, and only if it changed', async () => {
  const user = shown();
  const operator = screen.getByLabelText('Operator');
  expect(operator.getAttribute('placeholder')).toBe('Ingrid');
  await user.click(operator);
  await user.tab();
  expect(saveSettings).not.toHaveBeenCalled();
  await user.type(operator, 'Åse{Enter}');
  expect(saveSettings).toHaveBeenCalledWith(expect.objectContaining({ operator: 'Åse' }));
  expect(await screen.findByText('Saved')).toBeTruthy();
});

test('a key is changed by pressing the new one, also one that the keymap knows', async () => {
  const user = shown();
  await user.click(screen.getByRole('button', { name: 'Change the key for Order' }));
  await user.keyboard('{F8}');
  expect(screen.getByText(/F8 already belongs to “Take photo”/)).toBeTruthy();
  await user.keyboard('{F10}');
  expect(saveSettings).toHaveBeenCalledWith(expect.objectContaining({ keys: { order: 'F10' } }));
  expect(keymap.written('order')).toBe('F10');
});

test.each([
  ['a', /A types text/],
  ['{Control>}v{/Control}', /Ctrl\+V is needed for working with text/],
])('%s cannot become a key of the counter', async (keys, says) => {
  const user = shown();
  await user.click(screen.getByRole('button', { name: 'Change the key for Order' }));
  await user.keyboard(keys);
  expect(screen.getByText(says)).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(screen.queryByText(says)).toBeNull();
  expect(saveSettings).not.toHaveBeenCalled();
});

test('the usual keys come back', async () => {
  station.show({ ...DESK, settings: { keys: { order: 'F10' } } });
  const user = shown();
  await user.click(screen.getByRole('button', { name: 'Back to the usual keys' }));
  expect(saveSettings).toHaveBeenCalledWith({ keys: {} });
  expect(keymap.written('order')).toBe('Ctrl+Enter');
});

test('a sensitive field is added and removed', async () => {
  const user = shown();
  await user.type(screen.getByLabelText('Sensitive fields', { selector: 'input' }), 'personPersonalNo,');
  await user.click(await screen.findByRole('button', { name: 'Remove personPin' }));
  expect(saveSettings.mock.lastCall?.[0].sensitiveFields).toEqual(['personPersonalNo']);
});

test('settings that could not be kept are taken back, and the reason is shown', async () => {
  saveSettings.mockRejectedValue(new DeskError('folderUnusable', '/data'));
  const user = shown();
  await user.selectOptions(screen.getByLabelText('Theme'), 'light');
  expect((await screen.findByRole('alert')).textContent).toContain('/data');
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test('two changes at once are both kept', async () => {
  const keeper = new SettingsKeeper(station);
  await Promise.all([keeper.change({ countdown: 3 }), keeper.change({ operator: 'Åse' })]);
  expect(keeper.values).toMatchObject({ countdown: 3, operator: 'Åse', camera: 'Desk camera' });
});
