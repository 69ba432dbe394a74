import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { replaceDesk } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import type { Media } from './device-list.svelte';
import CameraDoctor from './CameraDoctor.svelte';

const SIZES: Readonly<Record<string, readonly [number, number, number]>> = {
  'Built-in': [1280, 720, 30],
  Brio: [1920, 1080, 60],
  'Studio camera': [640, 480, 15],
  'Document camera': [1600, 1200, 20],
};
/** A little longer than one camera is live. */
const TURN = 1600;
const BUSY = new DOMException('', 'NotReadableError');

/** The cameras that are plugged in, those among them that do not start, and those that give no picture. */
let there: string[];
let busy: string[];
let dark: string[];
/** The cameras that were opened, in their order; those that are open now, and the most that ever were. */
let opened: string[];
let open: string[];
let most: number;
/** Answers a camera that is asked for; at once, unless a test keeps it waiting. */
let answers: Promise<unknown>;
let plugs: EventTarget;
let restore: () => void;

class FakeTrack extends EventTarget {
  constructor(readonly label: string) {
    super();
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: `id of ${this.label}`, frameRate: SIZES[this.label]?.[2] ?? 0 };
  }
  stop(): void {
    open = open.filter((label) => label !== this.label);
  }
}

async function getUserMedia(asked?: MediaStreamConstraints): Promise<MediaStream> {
  const label = there.find((one) => JSON.stringify(asked).includes(`id of ${one}"`)) ?? there[0];
  await answers;
  if (label === undefined) throw new DOMException('', 'NotFoundError');
  if (busy.includes(label)) throw BUSY;
  opened.push(label);
  open.push(label);
  most = Math.max(most, open.length);
  const tracks = [new FakeTrack(label)] as unknown as MediaStreamTrack[];
  return Object.assign(new MediaStream(), { getTracks: () => tracks, getVideoTracks: () => tracks });
}

const devices = (): MediaDeviceInfo[] =>
  there.map((label) => ({ kind: 'videoinput', label, deviceId: `id of ${label}` }) as MediaDeviceInfo);

/** What an element gives as the size of what it shows: that of the camera behind it. */
function sizeOf({ srcObject }: HTMLVideoElement): readonly [number, number, number] {
  const label = (srcObject as MediaStream | null)?.getVideoTracks()[0]?.label ?? '';
  return (dark.includes(label) ? undefined : SIZES[label]) ?? [0, 0, 0];
}

function widthOf(this: HTMLVideoElement): number {
  return sizeOf(this)[0];
}

function heightOf(this: HTMLVideoElement): number {
  return sizeOf(this)[1];
}

beforeEach(() => {
  vi.useFakeTimers();
  there = ['Built-in', 'Brio', 'Studio camera'];
  [busy, dark, opened, open, most] = [[], [], [], [], 0];
  answers = Promise.resolve();
  plugs = new EventTarget();
  const media: Media = {
    getUserMedia,
    enumerateDevices: () => Promise.resolve(devices()),
    addEventListener: plugs.addEventListener.bind(plugs),
    removeEventListener: plugs.removeEventListener.bind(plugs),
  };
  vi.stubGlobal('navigator', Object.assign(navigator, { mediaDevices: media }));
  Object.defineProperties(HTMLVideoElement.prototype, {
    videoWidth: { get: widthOf, configurable: true },
    videoHeight: { get: heightOf, configurable: true },
  });
  restore = replaceDesk({
    cameraSigns: () => Promise.resolve({ device: true, plugins: true, lacksPermissionKey: false }),
  });
});

afterEach(() => {
  restore();
  for (const name of ['videoWidth', 'videoHeight']) Reflect.deleteProperty(HTMLVideoElement.prototype, name);
  vi.useRealTimers();
});

const after = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

/** The doctor of a station that remembers a camera, right after somebody looked for cameras. */
async function looked(camera = ''): Promise<{ unmount: () => void }> {
  const station = {
    view: { ...DESK, settings: { camera } },
    past: { loadedAgain: false, keepsFailing: false, covered: 'none' },
  } as unknown as Station;
  const { unmount } = render(CameraDoctor, { station });
  await click('Look for cameras');
  return { unmount };
}

async function click(name: string): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name }));
  await after(50);
}

const live = (name: string): boolean => screen.queryByLabelText(`Picture of ${name}, mirrored`) !== null;
const kept = (name: string): HTMLCanvasElement | null =>
  screen.queryByLabelText(`Last picture of ${name}, mirrored`);

test('each camera is live in its turn, and keeps its picture with its size and rate; the last stays live', async () => {
  await looked();
  expect(live('Built-in')).toBe(true);
  expect(screen.getByText('Looking for cameras …')).toBeTruthy();
  await after(TURN);
  expect([live('Built-in'), live('Brio')]).toEqual([false, true]);
  expect(kept('Built-in')?.height).toBe(216);
  expect(screen.getByText('1280 × 720 pixels, 30 pictures a second')).toBeTruthy();
  await after(20_000);
  expect(kept('Brio')).not.toBeNull();
  expect(screen.getByText('1920 × 1080 pixels, 60 pictures a second')).toBeTruthy();
  expect(live('Studio camera')).toBe(true);
  expect(opened).toEqual(['Built-in', 'Brio', 'Studio camera']);
  expect([most, open]).toEqual([1, ['Studio camera']]);
  expect(screen.queryByText('Looking for cameras …')).toBeNull();
});

test('the camera that is remembered has its turn last and stays live', async () => {
  await looked('Brio');
  await after(20_000);
  expect(opened).toEqual(['Built-in', 'Studio camera', 'Brio']);
  expect([live('Brio'), kept('Brio')]).toEqual([true, null]);
});

test('where the browser began with the remembered one, that one is live again in the end', async () => {
  await looked('Built-in');
  await after(20_000);
  expect(opened).toEqual(['Built-in', 'Brio', 'Studio camera', 'Built-in']);
  expect([live('Built-in'), kept('Built-in'), most]).toEqual([true, null, 1]);
});

test('a camera that does not start says why in its own row, and the next one has its turn', async () => {
  busy = ['Brio'];
  await looked();
  await after(20_000);
  const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(rows.map((row) => row.includes('Another program uses the camera'))).toEqual([false, true, false]);
  expect(screen.getAllByText('Another program uses the camera')).toHaveLength(1);
  expect(live('Studio camera')).toBe(true);
});

test('where the remembered camera does not start, the last that did stays live', async () => {
  busy = ['Studio camera'];
  await looked('Studio camera');
  await after(20_000);
  expect(live('Brio')).toBe(true);
});

test('a camera that comes on and gives no picture is named, and does not hold up the others', async () => {
  dark = ['Built-in'];
  await looked();
  await after(7000);
  expect(live('Built-in')).toBe(true);
  await after(20_000);
  expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('The camera does not answer');
  expect(live('Studio camera')).toBe(true);
});

test('a camera that is asked for in the middle stays live, and no other has its turn', async () => {
  await looked();
  await click('Show Studio camera live');
  await after(20_000);
  expect(opened).toEqual(['Built-in', 'Studio camera']);
  expect([live('Studio camera'), kept('Built-in') !== null]).toEqual([true, true]);
});

test('a camera that is asked for while another one starts waits for that one to be off again', async () => {
  await looked();
  let answer: () => void = () => undefined;
  answers = new Promise<void>((resolve) => (answer = resolve));
  await after(TURN);
  await click('Show Studio camera live');
  await click('Show Built-in live');
  answer();
  await after(20_000);
  expect(opened).toEqual(['Built-in', 'Brio', 'Built-in']);
  expect([most, open]).toEqual([1, ['Built-in']]);
});

test.each([0, TURN, 2 * TURN, 20_000])('whoever leaves after %i ms leaves no camera on', async (time) => {
  const { unmount } = await looked('Built-in');
  await after(time);
  expect(open).toHaveLength(1);
  unmount();
  expect(open).toEqual([]);
  const before = opened.length;
  await after(20_000);
  expect([open, opened.length]).toEqual([[], before]);
});

test('a camera that starts while somebody leaves goes off at once', async () => {
  const { unmount } = await looked();
  let answer: () => void = () => undefined;
  answers = new Promise<void>((resolve) => (answer = resolve));
  await after(TURN);
  unmount();
  answer();
  await after(20_000);
  expect([opened, open]).toEqual([['Built-in', 'Brio'], []]);
});

test('out of sight no camera has its turn', async () => {
  await looked();
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  document.dispatchEvent(new Event('visibilitychange'));
  await after(20_000);
  expect([opened, open]).toEqual([['Built-in'], []]);
});

test('a camera that is plugged in meanwhile has its turn too, and one that is pulled out holds nothing up', async () => {
  await looked();
  there = ['Brio', 'Studio camera', 'Document camera'];
  plugs.dispatchEvent(new Event('devicechange'));
  await after(20_000);
  expect(opened).toEqual(['Built-in', 'Brio', 'Studio camera', 'Document camera']);
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  expect(most).toBe(1);
});

test('while the place is checked the live camera stays', async () => {
  restore();
  restore = replaceDesk({ checkPlace: () => Promise.resolve({ kind: 'person' }) });
  await looked();
  await click('Check the place');
  await after(20_000);
  expect(opened).toEqual(['Built-in']);
});

test('who may use no camera is not asked for each of them', async () => {
  const asked = vi.fn(() => Promise.reject(new DOMException('', 'NotAllowedError')));
  Object.assign(navigator.mediaDevices, { getUserMedia: asked });
  await looked();
  await after(20_000);
  expect(asked).toHaveBeenCalledOnce();
  expect(screen.getByText('This desktop does not let Badgedesk use the camera')).toBeTruthy();
});
