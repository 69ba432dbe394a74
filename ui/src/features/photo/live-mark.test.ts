import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { replaceDesk, type PictureView } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import { Camera } from './camera.svelte';
import type { Media } from './device-list.svelte';
import { markCamera, pageCrashedWithCamera } from './live-mark';
import type { Photos } from './photos.svelte';
import { Shooting } from './shooting.svelte';

const getUserMedia = vi.fn<Media['getUserMedia']>();
let track: EventTarget & { label: string; stop: () => void };
let camera: Camera;
let restore: () => void;
let stopStation: () => void = () => undefined;

beforeEach(() => {
  sessionStorage.clear();
  track = Object.assign(new EventTarget(), { label: 'Åse sin mobil', stop: () => undefined });
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  getUserMedia.mockReset().mockResolvedValue(stream);
  camera = cameraOfPage();
  restore = replaceDesk({
    deskState: () => Promise.resolve(DESK),
    pageIsReady: () => Promise.resolve({ loadedAgain: false, keepsFailing: false, covered: 'none' }),
  });
});

afterEach(() => {
  camera.leave();
  stopStation();
  restore();
});

function cameraOfPage(): Camera {
  const listening = { addEventListener: () => undefined, removeEventListener: () => undefined };
  return new Camera(() => ({ getUserMedia, enumerateDevices: () => Promise.resolve([]), ...listening }));
}

/** What the next page would find. */
const marked = (): boolean => sessionStorage.length > 0;

test('while a camera starts or is live, the page says so beside itself, and nothing of whose it is', async () => {
  expect(marked()).toBe(false);
  const opened = camera.open();
  expect(marked()).toBe(true);
  await opened;
  expect(marked()).toBe(true);
  expect(JSON.stringify(Object.entries(sessionStorage))).not.toContain('Åse');
});

test.each<[string, () => void]>([
  [
    'is turned off',
    () => {
      camera.close();
    },
  ],
  [
    'is left',
    () => {
      camera.leave();
    },
  ],
  ['is unplugged', () => void track.dispatchEvent(new Event('ended'))],
  ['goes with a page that goes in order', () => void window.dispatchEvent(new Event('pagehide'))],
])('a camera that %s leaves nothing behind', async (_, ends) => {
  await camera.open();
  ends();
  expect(marked()).toBe(false);
});

test('a camera that does not start leaves nothing behind', async () => {
  getUserMedia.mockRejectedValue(new DOMException('', 'NotReadableError'));
  await camera.open();
  expect(marked()).toBe(false);
});

test('of two cameras the one that goes off does not hide that the other is on', async () => {
  const other = cameraOfPage();
  await other.open();
  await camera.open();
  other.leave();
  expect(marked()).toBe(true);
});

test('what was found is told once', () => {
  markCamera(camera, true);
  expect([pageCrashedWithCamera(), pageCrashedWithCamera()]).toEqual([true, false]);
});

/** The station and the counter of a page that starts now. */
async function pageStarts(): Promise<{ station: Station; shooting: Shooting }> {
  const station = new Station();
  stopStation = station.open();
  await vi.waitFor(() => {
    expect(station.pastIsTold).toBe(true);
  });
  const photos = { picture: undefined as PictureView | undefined, place: null } as unknown as Photos;
  return { station, shooting: new Shooting(photos, station, () => false, camera) };
}

test('after a page that crashed with a camera on, none comes on until it is asked for, as the strip says', async () => {
  // The page before, of which nobody heard.
  sessionStorage.setItem('camera-on', '');
  const { station, shooting } = await pageStarts();
  expect(station.past.loadedAgain).toBe(true);
  shooting.turnTo('e1', 'personPhoto1');
  await Promise.resolve();
  expect(getUserMedia).not.toHaveBeenCalled();
  await shooting.open();
  expect(camera.state.kind).toBe('live');
});

test('after a page that ended with its camera off, the camera comes on by itself', async () => {
  const { station, shooting } = await pageStarts();
  expect(station.past.loadedAgain).toBe(false);
  shooting.turnTo('e1', 'personPhoto1');
  await vi.waitFor(() => {
    expect(camera.state.kind).toBe('live');
  });
});
