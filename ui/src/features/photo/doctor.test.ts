import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type CameraSigns, type Desk } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import type { Media } from './device-list.svelte';
import CameraDoctor from './CameraDoctor.svelte';
import { Doctor } from './doctor.svelte';

const getUserMedia = vi.fn<Media['getUserMedia']>();
const enumerateDevices = vi.fn<Media['enumerateDevices']>();
const saveSettings = vi.fn<Desk['saveSettings']>();
const cameraSigns = vi.fn<Desk['cameraSigns']>();
const plugs = new EventTarget();
const media: Media = {
  getUserMedia,
  enumerateDevices,
  addEventListener: plugs.addEventListener.bind(plugs),
  removeEventListener: plugs.removeEventListener.bind(plugs),
};
let restore: () => void;

const device = (label: string): MediaDeviceInfo =>
  ({ kind: 'videoinput', label, deviceId: `id of ${label}` }) as MediaDeviceInfo;

/** The stream of the camera that is asked for, or of the first. */
function stream(asked: MediaStreamConstraints | undefined): MediaStream {
  const label = JSON.stringify(asked).includes('Brio') ? 'Brio' : 'Built-in';
  const getSettings = () => ({ frameRate: 30 });
  const track = { label, stop: () => undefined, addEventListener: () => undefined, getSettings };
  const tracks = [track] as unknown as MediaStreamTrack[];
  return Object.assign(new MediaStream(), { getTracks: () => tracks, getVideoTracks: () => tracks });
}

function station(camera = '', platform = 'linux', loadedAgain = false): Station {
  return {
    view: { ...DESK, platform, settings: { camera, countdown: 3 } },
    past: { loadedAgain, keepsFailing: false, covered: 'none' },
    ask: async (question: () => Promise<unknown>) => (await question()) !== null,
  } as unknown as Station;
}

const SIGNS: CameraSigns = { device: false, plugins: true, lacksPermissionKey: false };

beforeEach(() => {
  getUserMedia.mockReset().mockImplementation((asked) => Promise.resolve(stream(asked)));
  enumerateDevices.mockReset().mockResolvedValue([device('Built-in'), device('Brio')]);
  saveSettings.mockReset().mockResolvedValue(DESK);
  cameraSigns.mockReset().mockResolvedValue(SIGNS);
  restore = replaceDesk({ saveSettings, cameraSigns });
  vi.stubGlobal('navigator', Object.assign(navigator, { mediaDevices: media }));
});

afterEach(() => {
  restore();
  vi.useRealTimers();
});

/** What the doctor says where a camera does not start. */
async function says(name: string, platform = 'linux', signs: Partial<CameraSigns> = {}): Promise<unknown> {
  getUserMedia.mockRejectedValue(new DOMException('', name));
  enumerateDevices.mockResolvedValue([]);
  cameraSigns.mockResolvedValue({ ...SIGNS, ...signs });
  const doctor = new Doctor(station('', platform), () => media);
  await doctor.look();
  return doctor.diagnosis?.says;
}

test('each cause is told from the others, with its own remedy', async () => {
  expect(await says('NotFoundError')).toBe('doctor.none');
  expect(await says('NotFoundError', 'linux', { device: true })).toBe('doctor.portal');
  expect(await says('NotFoundError', 'linux', { device: true, plugins: false })).toBe('doctor.plugins');
  expect(await says('NotReadableError')).toBe('doctor.busy');
  expect(await says('NotAllowedError')).toBe('doctor.denied.linux');
  expect(await says('NotAllowedError', 'macos')).toBe('doctor.denied.macos');
  expect(await says('NotAllowedError', 'windows')).toBe('doctor.denied.windows');
  expect(await says('InvalidStateError')).toBe('doctor.failed');
});

test('only a copy without the text that macOS shows when it asks is called faulty', async () => {
  expect(await says('TimeoutError')).toBe('doctor.timeOut');
  expect(await says('TimeoutError', 'macos')).toBe('doctor.timeOut.macos');
  expect(await says('TimeoutError', 'macos', { lacksPermissionKey: true })).toBe('doctor.permissionKey');
  expect(await says('NotAllowedError', 'macos', { lacksPermissionKey: true })).toBe('doctor.permissionKey');
  expect(await says('NotReadableError', 'macos', { lacksPermissionKey: true })).toBe('doctor.busy');
});

test('without signs the fault is told as the web view tells it', async () => {
  cameraSigns.mockRejectedValue(new DeskError('interrupted'));
  getUserMedia.mockRejectedValue(new DOMException('', 'NotFoundError'));
  enumerateDevices.mockResolvedValue([]);
  const doctor = new Doctor(station(), () => media);
  await doctor.look();
  expect(doctor.diagnosis?.says).toBe('doctor.none');
});

test('after a page that failed the camera stays off, and the reason is named', () => {
  const doctor = new Doctor(station('', 'linux', true), () => media);
  expect(doctor.diagnosis?.says).toBe('doctor.pageFailed');
  expect(getUserMedia).not.toHaveBeenCalled();
});

test('a page that failed is not blamed on a camera that nobody knows to have been on', async () => {
  render(CameraDoctor, { station: station('', 'linux', true) });
  const notice = await screen.findByRole('status');
  expect(notice.querySelector('strong')?.textContent).toBe('The window stopped and was loaded again');
  expect(notice.textContent).toContain('The camera stays off until you turn it on.');
});

test('no camera is turned on before somebody looks for them; a click on another shows that one beside it', async () => {
  const user = userEvent.setup();
  render(CameraDoctor, { station: station() });
  expect(screen.getByText(/Each camera shows its own live picture/)).toBeTruthy();
  expect(getUserMedia).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Turn the cameras on' }));
  expect(await screen.findByLabelText('Picture of Built-in, mirrored')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show Brio live' }));
  expect(await screen.findByLabelText('Picture of Brio, mirrored')).toBeTruthy();
  expect(screen.getByLabelText('Picture of Built-in, mirrored')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Turn off Brio' }));
  expect(screen.queryByLabelText('Picture of Brio, mirrored')).toBeNull();
});

test('the camera of the counter is chosen by its name, and the keyboard goes on from it', async () => {
  const user = userEvent.setup();
  const real = new Station();
  real.show({ ...DESK, settings: { camera: 'Built-in', countdown: 3 } });
  saveSettings.mockImplementation((settings) => Promise.resolve({ ...DESK, settings }));
  render(CameraDoctor, { station: real });
  await user.click(screen.getByRole('button', { name: 'Turn the cameras on' }));
  expect(await screen.findByText('Used at the counter')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Use Brio at the counter' }));
  expect(saveSettings).toHaveBeenCalledWith({ camera: 'Brio', countdown: 3 });
  await vi.waitFor(() => {
    expect(document.activeElement?.querySelector('strong')?.textContent).toBe('Brio');
  });
  expect(screen.getByRole('button', { name: 'Use Built-in at the counter' })).toBeTruthy();
});

test('the size and the rate of the live picture are told once it comes', async () => {
  const user = userEvent.setup();
  render(CameraDoctor, { station: station() });
  await user.click(screen.getByRole('button', { name: 'Turn the cameras on' }));
  const video = await screen.findByLabelText('Picture of Built-in, mirrored');
  Object.defineProperties(video, { videoWidth: { value: 1280 }, videoHeight: { value: 720 } });
  video.dispatchEvent(new Event('resize'));
  expect(await screen.findByText('1280 × 720 pixels, 30 pictures a second')).toBeTruthy();
});

test('a camera that is plugged in where there was none appears by itself', async () => {
  const user = userEvent.setup();
  getUserMedia.mockRejectedValueOnce(new DOMException('', 'NotFoundError'));
  enumerateDevices.mockResolvedValue([]);
  render(CameraDoctor, { station: station() });
  await user.click(screen.getByRole('button', { name: 'Turn the cameras on' }));
  expect(await screen.findByText('No camera found')).toBeTruthy();
  enumerateDevices.mockResolvedValue([device('Brio')]);
  plugs.dispatchEvent(new Event('devicechange'));
  expect(await screen.findByRole('button', { name: 'Use Brio at the counter' })).toBeTruthy();
});

test('a camera that is used and not there is named', async () => {
  const user = userEvent.setup();
  render(CameraDoctor, { station: station('Old webcam') });
  await user.click(screen.getByRole('button', { name: 'Turn the cameras on' }));
  expect(await screen.findByText(/“Old webcam” is used at the counter, and is not there now/)).toBeTruthy();
});
