import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { replaceDesk, type Desk, type Glance, type PictureView } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { autoShutter } from './auto-shutter.svelte';
import { Camera } from './camera.svelte';
import type { Media } from './device-list.svelte';
import Coaching from './Coaching.svelte';
import type { View } from './live-view';
import type { Photos } from './photos.svelte';
import { Shooting } from './shooting.svelte';
import ShootingTools from './ShootingTools.svelte';

type Take = (source: string, read: () => Promise<Uint8Array>) => Promise<boolean>;

const take = vi.fn<Take>();
const glance = vi.fn<Desk['glance']>();
const saveSettings = vi.fn<Desk['saveSettings']>();
const FACE = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 }, leftEye: { x: 0.4, y: 0.4 } };
const photos = {
  field: 'personPhoto1',
  face: 'personPhoto1',
  busy: false,
  trouble: null,
  picture: null as PictureView | null,
  place: { enrolment: 'e1', field: 'personPhoto1' },
  take,
};
const view: Omit<View, 'hidden'> & { hidden: boolean; frames: number } = {
  hidden: false,
  /** Each frame is as wide as its number, to be told from the others. */
  frames: 0,
  whole(): HTMLCanvasElement {
    return Object.assign(document.createElement('canvas'), { width: (this.frames += 1) });
  },
  small: (_: number, kept?: HTMLCanvasElement) => {
    const shot = { width: kept?.width ?? 0, height: 720 };
    return Promise.resolve({ jpeg: new Uint8Array(), shot });
  },
};
let automatic: boolean;
let typed: boolean;
let shooting: Shooting;
let stop: () => void;
let restore: () => void;

vi.mock('./shot', () => ({
  shotOf: () => Promise.resolve(new Uint8Array([99])),
  jpegOf: (canvas: HTMLCanvasElement) => Promise.resolve(new Uint8Array([canvas.width])),
}));

function seen(good: boolean, sharpness = 0.2, eyesOpen = true): Glance {
  const face = { ...FACE, rightEye: { x: 0.6, y: 0.4 }, sharpness, eyesOpen };
  return { instruction: good ? null : 'chinUp', good, face };
}

const NOBODY: Glance = { instruction: 'showFace', good: false, face: null };

beforeEach(async () => {
  vi.useFakeTimers();
  autoShutter.again();
  [automatic, typed] = [true, false];
  Object.assign(photos, { busy: false, picture: null, place: { enrolment: 'e1', field: 'personPhoto1' } });
  Object.assign(view, { hidden: false, frames: 0 });
  take.mockReset().mockResolvedValue(true);
  glance.mockReset().mockResolvedValue(seen(true));
  saveSettings.mockReset().mockResolvedValue(DESK);
  restore = replaceDesk({ glance, saveSettings });
  const track = { label: '', stop: () => undefined, addEventListener: () => undefined };
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  const media: Media = {
    getUserMedia: () => Promise.resolve(stream),
    enumerateDevices: () => Promise.resolve([]),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  const station = {
    get view() {
      return { ...DESK, settings: { autoShutter: automatic, countdown: 3 } };
    },
    ask: async (question: () => Promise<unknown>) => (await question()) !== null,
  };
  const camera = new Camera(() => media);
  shooting = new Shooting(photos as unknown as Photos, station as unknown as Station, () => typed, camera);
  shooting.video = document.createElement('video');
  await begin('e1');
  // Whoever stood there in the test before has left.
  autoShutter.left();
});

afterEach(() => {
  stop();
  restore();
  vi.useRealTimers();
});

const after = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

/** A person's turn, with the camera on. */
async function begin(person: string): Promise<void> {
  photos.place = { enrolment: person, field: 'personPhoto1' };
  shooting.turnTo(person, 'personPhoto1');
  await shooting.open();
  stop = shooting.coach.watch(view);
}

test('the shot takes itself once all is well, and the camera rests', async () => {
  await after(1400);
  expect(take).not.toHaveBeenCalled();
  await after(1500);
  expect(take).toHaveBeenCalledTimes(1);
  expect(take.mock.calls[0]?.[0]).toBe('camera');
  expect(shooting.camera.state.kind).toBe('off');
});

test('where the station does not want it, no shot takes itself', async () => {
  automatic = false;
  await after(10_000);
  expect(take).not.toHaveBeenCalled();
});

test('of a burst the sharpest frame with open eyes is taken', async () => {
  const burst = [seen(true, 0.3), seen(true, 0.9, false), seen(true, 0.5), seen(false, 0.8)];
  glance.mockImplementation((_, { shot }) => Promise.resolve(burst[shot.width - 1] ?? seen(true)));
  await after(3000);
  expect(take).toHaveBeenCalledTimes(1);
  await expect(take.mock.calls[0]?.[1]()).resolves.toEqual(new Uint8Array([3]));
  expect(view.frames).toBe(4);
});

test('whoever has narrow eyes is shot where the office does not ask for open ones: then the sharpest is taken', async () => {
  const burst = [0.3, 0.5, 0.9, 0.4].map((sharpness) => seen(true, sharpness, false));
  glance.mockImplementation((_, { shot }) =>
    Promise.resolve(burst[shot.width - 1] ?? seen(true, 0.2, false)),
  );
  await after(3000);
  expect(take).toHaveBeenCalledTimes(1);
  await expect(take.mock.calls[0]?.[1]()).resolves.toEqual(new Uint8Array([3]));
});

test('closed eyes are not shot where the office asks for open ones', async () => {
  const closed: Glance = { ...seen(false, 0.9, false), instruction: 'openEyes' };
  glance.mockImplementation((_, { shot }) => Promise.resolve(shot.width === 0 ? seen(true) : closed));
  await after(10_000);
  expect(view.frames).toBeGreaterThan(4);
  expect(take).not.toHaveBeenCalled();
});

test('a burst without one good frame is let go of, and the next may be better', async () => {
  glance.mockImplementation((_, { shot }) => Promise.resolve(seen(shot.width === 0 || shot.width > 4)));
  await after(2300);
  expect(take).not.toHaveBeenCalled();
  await after(2000);
  expect(take).toHaveBeenCalledTimes(1);
});

test('it takes itself once for a person, however long they stay, until a retake is asked for', async () => {
  take.mockResolvedValue(false);
  await after(20_000);
  expect(take).toHaveBeenCalledTimes(1);
  expect(shooting.itself).toBe(false);
  photos.picture = {} as PictureView;
  await shooting.retake();
  await after(5000);
  expect(take).toHaveBeenCalledTimes(2);
});

test('it never takes itself while a picture is taken in, counted down for, or there already', async () => {
  photos.busy = true;
  await after(5000);
  photos.busy = false;
  photos.picture = {} as PictureView;
  await after(5000);
  expect(take).not.toHaveBeenCalled();
  photos.picture = null;
  await shooting.shutter();
  await after(2900);
  expect(take).not.toHaveBeenCalled();
  await after(200);
  await expect(take.mock.calls[0]?.[1]()).resolves.toEqual(new Uint8Array([99]));
});

test('a burst of one person is not given to the next, nor to a window that is covered meanwhile', async () => {
  const inBurst = async (change: () => void): Promise<void> => {
    while (view.frames < 2) await after(20);
    change();
    await after(2000);
  };
  await inBurst(() => (photos.place = { ...photos.place, enrolment: 'e2' }));
  expect(take).not.toHaveBeenCalled();
  photos.place = { ...photos.place, enrolment: 'e1' };
  view.frames = 0;
  await inBurst(() => (view.hidden = true));
  expect(take).not.toHaveBeenCalled();
});

test('whoever still sits there when the next person is called is not shot for them', async () => {
  await after(3000);
  stop();
  await begin('e2');
  await after(10_000);
  expect(take).toHaveBeenCalledTimes(1);
  glance.mockResolvedValue(NOBODY);
  await after(2000);
  glance.mockResolvedValue(seen(true));
  await after(3000);
  expect(take).toHaveBeenCalledTimes(2);
});

test('whoever is in the dark for a first frame, or looks down for one, is still the person before', async () => {
  await after(3000);
  stop();
  glance.mockResolvedValueOnce(NOBODY);
  await begin('e2');
  await after(5000);
  glance.mockResolvedValueOnce(NOBODY);
  await after(5000);
  expect(take).toHaveBeenCalledTimes(1);
});

test('who came while the camera was off is shot once something is typed for them', async () => {
  await after(3000);
  stop();
  await begin('e2');
  await after(5000);
  expect(take).toHaveBeenCalledTimes(1);
  typed = true;
  await after(2000);
  expect(take).toHaveBeenCalledTimes(2);
});

test('the switch beside the shutter is kept for the station', async () => {
  vi.useRealTimers();
  automatic = false;
  render(ShootingTools, { photos: photos as never, shooting });
  await userEvent.click(screen.getByRole('checkbox', { name: 'The camera takes the photo by itself' }));
  expect(saveSettings).toHaveBeenCalledWith({ autoShutter: true, countdown: 3 });
});

test('a picture that is no portrait is neither coached nor shot by itself', async () => {
  photos.field = 'personSignature';
  glance.mockClear();
  await after(5000);
  expect(glance).not.toHaveBeenCalled();
  render(ShootingTools, { photos: photos as never, shooting });
  expect(screen.queryByRole('checkbox', { name: /takes the photo by itself/ })).toBeNull();
  photos.field = 'personPhoto1';
});

/** What the coach says on the screen, and whether its hint tells why the photo does not take itself. */
async function told(): Promise<[string | null | undefined, boolean]> {
  const { automatic, held, itself } = shooting;
  const { container, unmount } = render(Coaching, { coach: shooting.coach, automatic, held, itself });
  await after(0);
  const hint = container.querySelector('.why');
  expect(hint?.textContent).toBe('It takes itself once the place was empty, or something is typed.');
  const shown: [string | null | undefined, boolean] = [
    container.querySelector('.said')?.textContent,
    hint?.getAttribute('data-shown') === 'true',
  ];
  unmount();
  return shown;
}

test('the hint tells why the photo does not take itself while the person before may sit there still', async () => {
  await after(3000);
  stop();
  await begin('e2');
  await after(3000);
  expect(await told()).toEqual(['Good. Take the photo', true]);
  glance.mockResolvedValue(seen(false));
  await after(3000);
  expect(await told()).toEqual(['Chin up a little', false]);
  glance.mockResolvedValue(NOBODY);
  await after(3000);
  expect(shooting.held).toBe(false);
  glance.mockResolvedValue(seen(true));
  await after(900);
  expect(await told()).toEqual(['Good. Stay like this', false]);
});

test('once something is typed nothing holds the photo back', async () => {
  stop();
  await begin('e2');
  expect(shooting.held).toBe(true);
  typed = true;
  expect(shooting.held).toBe(false);
  [typed, automatic] = [false, false];
  expect(shooting.held).toBe(false);
});
