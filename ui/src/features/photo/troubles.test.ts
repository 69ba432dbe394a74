import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { language } from '../../i18n';
import { DeskError, replaceDesk, type CameraSigns, type Desk } from '../../ipc';
import { places } from '../../shell/place.svelte';
import type { CameraFault } from './camera-request';
import Troubles from './Troubles.svelte';

const cameraSigns = vi.fn<Desk['cameraSigns']>();
const SIGNS: CameraSigns = { device: false, plugins: true, lacksPermissionKey: false };
const retry = vi.fn<() => void>();
let restore: () => void;

beforeEach(() => {
  cameraSigns.mockReset().mockResolvedValue(SIGNS);
  retry.mockReset();
  places.go({ name: 'counter' });
  restore = replaceDesk({ cameraSigns });
});

afterEach(() => {
  places.go({ name: 'counter' });
  restore();
});

function shown(fault: CameraFault, platform = 'linux'): ReturnType<typeof userEvent.setup> {
  render(Troubles, { fault, trouble: null, platform, retry });
  return userEvent.setup();
}

const why = () => screen.queryByRole('button', { name: 'Find out why' });

test.each([
  [{ ...SIGNS, plugins: false }, /reads cameras is not installed/, /gstreamer1\.0-plugins-good/],
  [{ ...SIGNS, device: true }, /the desktop does not hand it on/, /Sign out and in again/],
])(
  'nobody is told to plug in a camera where the system shows another cause: %o',
  async (signs, says, next) => {
    cameraSigns.mockResolvedValue(signs);
    const user = shown('none');
    expect(await screen.findByText(says)).toBeTruthy();
    const told = screen.getByRole('alert').textContent;
    expect(told).toMatch(next);
    expect(told).toContain('A file works all the same.');
    expect(told).not.toContain('No camera found');
    expect(why()).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  },
);

test('whoever reads the question of macOS for long is told to answer it, and not that the copy is faulty', async () => {
  shown('timeOut', 'macos');
  await vi.waitFor(() => {
    expect(cameraSigns).toHaveBeenCalled();
  });
  const told = screen.getByRole('alert').textContent;
  expect(told).toContain('The camera does not answer');
  expect(told).toMatch(/answer the question, or look in System Settings › Privacy & Security/);
  expect(told).toContain('A file works all the same.');
});

test('a copy for which macOS never asks is called so', async () => {
  cameraSigns.mockResolvedValue({ ...SIGNS, lacksPermissionKey: true });
  shown('timeOut', 'macos');
  expect(await screen.findByText('This copy of Badgedesk never asked macOS for the camera')).toBeTruthy();
});

test('where nothing more is known the way leads to the cameras in Settings', async () => {
  const user = shown('none');
  await vi.waitFor(() => {
    expect(cameraSigns).toHaveBeenCalled();
  });
  expect(screen.getByText('No camera found')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Find out why' }));
  expect(places.here).toEqual({ name: 'settings', at: 'camera' });
});

test('the way to the cameras stands there in Norwegian, also where no signs can be read', async () => {
  cameraSigns.mockRejectedValue(new DeskError('interrupted'));
  language.choose('nb');
  shown('busy');
  expect(await screen.findByText('Et annet program bruker kameraet')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Finn ut hvorfor' })).toBeTruthy();
  language.choose('en');
});

test('why a camera that was pulled out is gone is no riddle', () => {
  shown('ended');
  expect(screen.getByText('The camera was disconnected')).toBeTruthy();
  expect(why()).toBeNull();
});
