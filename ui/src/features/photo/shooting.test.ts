import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import type { PictureView } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { Camera, type Media } from './camera.svelte';
import type { Photos } from './photos.svelte';
import { Shooting } from './shooting.svelte';
import ShootingTools from './ShootingTools.svelte';

const taken = vi.fn<() => Promise<boolean>>();
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
const opened = vi.fn<(stream: MediaStream) => Promise<MediaStream>>();
let countdown = 0;
let shooting: Shooting;

vi.mock('./shot', () => ({ shotOf: () => Promise.resolve(new Uint8Array([1])) }));

beforeEach(() => {
  vi.useFakeTimers();
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
