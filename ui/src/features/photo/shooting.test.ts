import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { replaceDesk, type Desk, type PictureView } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import { Camera } from './camera.svelte';
import type { Media } from './device-list.svelte';
import type { Photos } from './photos.svelte';
import { Shooting } from './shooting.svelte';
import ShootingTools from './ShootingTools.svelte';

const taken = vi.fn<Photos['take']>();
const stop = vi.fn<() => void>();
const picture = {} as PictureView;
const place = { enrolment: 'e1', field: 'personPhoto1' };
const photos = {
  field: place.field,
  face: place.field,
  place,
  busy: false,
  trouble: null,
  take: taken,
  picture,
};
const nameless = (deviceId: string): MediaDeviceInfo =>
  ({ kind: 'videoinput', label: '', deviceId }) as MediaDeviceInfo;
const named = (label: string): MediaDeviceInfo =>
  ({ kind: 'videoinput', label, deviceId: `id of ${label}` }) as MediaDeviceInfo;
const opened = vi.fn<(stream: MediaStream) => Promise<MediaStream>>();
let countdown = 0;
let shooting: Shooting;

vi.mock('./shot', () => ({ shotOf: () => Promise.resolve(new Uint8Array([1])) }));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(photos, { picture });
  taken.mockReset().mockResolvedValue(true);
  stop.mockReset();
  opened.mockReset().mockImplementation((stream) => Promise.resolve(stream));
  countdown = 0;
  const track = { label: '', stop, addEventListener: () => undefined };
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  const media: Media = {
    getUserMedia: (asked) =>
      JSON.stringify(asked).includes('two') ? Promise.resolve(stream) : opened(stream),
    enumerateDevices: () => Promise.resolve([nameless('one'), nameless('two')]),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  const station = {
    get view() {
      return { ...DESK, settings: { countdown } };
    },
  };
  shooting = new Shooting(
    photos as unknown as Photos,
    station as unknown as Station,
    () => false,
    new Camera(() => media),
  );
  shooting.video = document.createElement('video');
});

afterEach(() => {
  vi.useRealTimers();
});

test('a retake that is given up leads back to the picture that is there still', async () => {
  await shooting.retake();
  expect(shooting.aiming).toBe(true);
  expect(shooting.camera.state.kind).toBe('live');
  shooting.back();
  expect(shooting.aiming).toBe(false);
  expect(stop).toHaveBeenCalled();
  expect(taken).not.toHaveBeenCalled();
});

test('the way back leads out of the countdown first', async () => {
  countdown = 3;
  await shooting.retake();
  await shooting.shutter();
  expect(shooting.countdown.left).toBe(3);
  shooting.back();
  expect([shooting.countdown.left, shooting.aiming]).toEqual([0, true]);
  shooting.back();
  expect(shooting.aiming).toBe(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(taken).not.toHaveBeenCalled();
});

test('a retake that fails stays in sight, to try again or to go back', async () => {
  taken.mockResolvedValue(false);
  await shooting.retake();
  await shooting.shutter();
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toHaveBeenCalledTimes(1);
  expect(shooting.aiming).toBe(true);
  shooting.back();
  expect(shooting.aiming).toBe(false);
});

test('the view stands still from the shot on, and goes on where the picture was not taken in', async () => {
  let answer: (came: boolean) => void = () => undefined;
  taken.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const video = document.createElement('video');
  const pause = vi.spyOn(video, 'pause');
  const play = vi.spyOn(video, 'play').mockResolvedValue();
  shooting.video = video;
  await shooting.retake();
  expect(pause).not.toHaveBeenCalled();
  await shooting.shutter();
  await vi.advanceTimersByTimeAsync(0);
  expect(pause).toHaveBeenCalledOnce();
  expect(play).not.toHaveBeenCalled();
  answer(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(play).toHaveBeenCalledOnce();
});

test('whoever asks for another shot while the last one is taken in gets it', async () => {
  let answer: (came: boolean) => void = () => undefined;
  taken.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const video = document.createElement('video');
  vi.spyOn(video, 'pause').mockReturnValue();
  shooting.video = video;
  await shooting.retake();
  await shooting.shutter();
  await vi.advanceTimersByTimeAsync(0);
  await shooting.retake();
  answer(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(shooting.aiming).toBe(true);
  expect(shooting.camera.state.kind).toBe('live');
});

test('a retake that came ends the live view', async () => {
  await shooting.retake();
  await shooting.shutter();
  await vi.advanceTimersByTimeAsync(0);
  expect(shooting.aiming).toBe(false);
  expect(shooting.camera.state.kind).toBe('off');
});

test('beside a camera that is busy another one is chosen, by its number where it has no name', async () => {
  opened.mockRejectedValue(new DOMException('', 'NotReadableError'));
  await shooting.retake();
  render(ShootingTools, { photos: photos as never, shooting });
  expect(shooting.camera.state).toEqual({ kind: 'failed', fault: 'busy' });
  const select = screen.getByLabelText('Camera');
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'Camera 1',
    'Camera 2',
  ]);
  await fireEvent.change(select, { target: { value: 'two' } });
  await vi.advanceTimersByTimeAsync(0);
  expect(shooting.camera.state.kind).toBe('live');
  expect(shooting.selected).toBe('two');
});

test('the live view comes back with the window it went out of sight with, and not for another person', async () => {
  await shooting.retake();
  shooting.leaveSight();
  expect(shooting.camera.state.kind).toBe('off');
  shooting.comeBack();
  await vi.runAllTimersAsync();
  expect(shooting.camera.state.kind).toBe('live');
  expect(shooting.aiming).toBe(true);
  shooting.leaveSight();
  shooting.turnTo('e2', place.field);
  shooting.comeBack();
  await vi.runAllTimersAsync();
  expect(shooting.camera.state.kind).toBe('off');
});

test('behind a covered counter the camera waits until somebody is there to see it', async () => {
  Object.assign(photos, { picture: undefined });
  await shooting.open();
  shooting.turnTo('e2', place.field, true);
  await vi.runAllTimersAsync();
  expect(shooting.camera.state.kind).toBe('off');
  shooting.comeBack();
  await vi.runAllTimersAsync();
  expect(shooting.camera.state.kind).toBe('live');
});

/** A station that remembers a camera, at a computer with these. */
function remembering(camera: string | undefined, ...there: readonly string[]) {
  const saveSettings = vi.fn<Desk['saveSettings']>((settings) => Promise.resolve({ ...DESK, settings }));
  const restore = replaceDesk({ saveSettings });
  const streamOf = (label: string): MediaStream => {
    const track = { label, stop, addEventListener: () => undefined };
    return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  };
  const media: Media = {
    getUserMedia: (asked) => {
      const wanted = there.find((label) => JSON.stringify(asked).includes(`id of ${label}`));
      return Promise.resolve(streamOf(wanted ?? there[0] ?? ''));
    },
    enumerateDevices: () => Promise.resolve(there.map(named)),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  const station = new Station();
  station.show({ ...DESK, settings: camera === undefined ? {} : { camera } });
  const one = new Shooting(photos as unknown as Photos, station, () => false, new Camera(() => media));
  return { one, saveSettings, restore };
}

test('where the remembered camera is absent another one stands in, and the choice stays', async () => {
  const { one, saveSettings, restore } = remembering('Studio camera', 'Built-in', 'Brio');
  await one.open();
  expect(one.camera.state).toMatchObject({ kind: 'live', label: 'Built-in' });
  expect(one.selected).toBe('id of Built-in');
  expect(one.remembered).toBe('Studio camera');
  expect(saveSettings).not.toHaveBeenCalled();
  restore();
});

test('a shot names the camera that took it, not the one that is remembered', async () => {
  const { one, restore } = remembering('Studio camera', 'Built-in');
  one.video = document.createElement('video');
  vi.spyOn(one.video, 'pause').mockReturnValue();
  await one.retake();
  await one.shutter();
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toHaveBeenCalledWith('camera', expect.any(Function), 'Built-in');
  restore();
});

test('the remembered camera is opened again once it is back', async () => {
  const { one, saveSettings, restore } = remembering('Studio camera', 'Built-in', 'Studio camera');
  await one.open();
  expect(one.camera.state).toMatchObject({ kind: 'live', label: 'Studio camera' });
  expect(saveSettings).not.toHaveBeenCalled();
  restore();
});

test('a station that remembers none remembers the first that opened', async () => {
  const { one, saveSettings, restore } = remembering(undefined, 'Built-in');
  await one.open();
  expect(saveSettings).toHaveBeenCalledOnce();
  expect(saveSettings.mock.lastCall?.[0].camera).toBe('Built-in');
  restore();
});

test('a camera that is chosen in place of the absent one is remembered from then on', async () => {
  const { one, saveSettings, restore } = remembering('Studio camera', 'Built-in', 'Brio');
  await one.open();
  await one.choose('id of Brio');
  expect(one.camera.state).toMatchObject({ kind: 'live', label: 'Brio' });
  expect(saveSettings).toHaveBeenCalledOnce();
  expect(saveSettings.mock.lastCall?.[0].camera).toBe('Brio');
  restore();
});
