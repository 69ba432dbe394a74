import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Camera } from './camera.svelte';
import type { Media } from './device-list.svelte';
import { Countdown } from './countdown.svelte';

class FakeTrack extends EventTarget {
  readonly stop = vi.fn();
  constructor(
    readonly label: string,
    private readonly deviceId: string | undefined,
  ) {
    super();
  }
  getSettings(): MediaTrackSettings {
    return this.deviceId === undefined ? {} : { deviceId: this.deviceId };
  }
}

function streamOf(label: string, deviceId?: string): { stream: MediaStream; track: FakeTrack } {
  const track = new FakeTrack(label, deviceId);
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] };
  return { stream: stream as unknown as MediaStream, track };
}

const device = (label: string): MediaDeviceInfo =>
  ({ kind: 'videoinput', label, deviceId: `id of ${label}` }) as MediaDeviceInfo;

const getUserMedia = vi.fn<Media['getUserMedia']>();
const enumerateDevices = vi.fn<Media['enumerateDevices']>();
const found = vi.fn<() => Media | undefined>();
let plugs: EventTarget;
let camera: Camera;
const labels = (): string[] => camera.devices.map(({ label }) => label);
const asked = (): unknown[] => getUserMedia.mock.calls.map(([one]) => one?.video);

beforeEach(() => {
  vi.useFakeTimers();
  plugs = new EventTarget();
  getUserMedia.mockReset();
  enumerateDevices.mockReset().mockResolvedValue([device('Built-in'), device('Brio')]);
  const listening = {
    addEventListener: plugs.addEventListener.bind(plugs),
    removeEventListener: plugs.removeEventListener.bind(plugs),
  };
  found.mockReset().mockReturnValue({ getUserMedia, enumerateDevices, ...listening });
  camera = new Camera(found);
});

afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['InvalidStateError', 'failed'],
])('%s is told as %s', async (name, fault) => {
  getUserMedia.mockRejectedValue(new DOMException('', name));
  await camera.open();
  expect(camera.state).toEqual({ kind: 'failed', fault });
});

test('a counter where no camera was opened never asks the browser for one', () => {
  camera.close();
  camera.leave();
  expect(found).not.toHaveBeenCalled();
});

test('a browser without cameras says that there is none', async () => {
  const none = new Camera(() => undefined);
  await none.open();
  expect(none.state).toEqual({ kind: 'failed', fault: 'none' });
});

test('no answer within ten seconds is a time-out, and a stream that comes later is stopped', async () => {
  const { stream, track } = streamOf('Built-in');
  let answer: (late: MediaStream) => void = () => undefined;
  getUserMedia.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const opened = camera.open();
  await vi.advanceTimersByTimeAsync(10_000);
  await opened;
  expect(camera.state).toEqual({ kind: 'failed', fault: 'timeOut' });
  answer(stream);
  await vi.advanceTimersByTimeAsync(0);
  expect(track.stop).toHaveBeenCalled();
});

test('cameras are asked for their names only after one was opened', async () => {
  plugs.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(enumerateDevices).not.toHaveBeenCalled();
  getUserMedia.mockResolvedValue(streamOf('Built-in').stream);
  await camera.open();
  expect(labels()).toEqual(['Built-in', 'Brio']);
  camera.leave();
});

test('the remembered camera is opened in place of the first, wished for and never demanded', async () => {
  const first = streamOf('Built-in');
  getUserMedia.mockResolvedValueOnce(first.stream).mockResolvedValueOnce(streamOf('Brio').stream);
  await camera.open({ label: 'Brio' });
  expect(first.track.stop).toHaveBeenCalled();
  expect(camera.state).toMatchObject({ kind: 'live', label: 'Brio' });
  const video = getUserMedia.mock.calls[1]?.[0]?.video;
  expect(video).toMatchObject({ deviceId: { ideal: 'id of Brio' } });
  expect(JSON.stringify(getUserMedia.mock.calls)).not.toContain('exact');
});

const BUSY = new DOMException('', 'NotReadableError');

test('where the first camera is busy, the remembered one is opened all the same', async () => {
  getUserMedia.mockRejectedValueOnce(BUSY).mockResolvedValueOnce(streamOf('Brio').stream);
  await camera.open({ label: 'Brio' });
  expect(camera.state).toMatchObject({ kind: 'live', label: 'Brio' });
  expect(asked()[1]).toMatchObject({ deviceId: { ideal: 'id of Brio' } });
});

test('beside a busy camera the others are known, also without a name, and one can be opened', async () => {
  const nameless = Object.assign(device('Brio'), { label: '' });
  const placeHolder = Object.assign(device(''), { deviceId: '' });
  enumerateDevices.mockResolvedValue([device('Built-in'), nameless, placeHolder]);
  getUserMedia.mockRejectedValueOnce(BUSY).mockResolvedValueOnce(streamOf('').stream);
  await camera.open();
  expect(camera.state).toEqual({ kind: 'failed', fault: 'busy' });
  expect(camera.devices.map(({ deviceId }) => deviceId)).toEqual(['id of Built-in', 'id of Brio']);
  await camera.open({ deviceId: 'id of Brio' });
  expect(camera.state.kind).toBe('live');
  expect(asked()[1]).toMatchObject({ deviceId: { ideal: 'id of Brio' } });
});

test('a remembered camera that is gone gives way to the one there is', async () => {
  getUserMedia.mockResolvedValue(streamOf('Built-in').stream);
  await camera.open({ label: 'Old webcam' });
  expect(camera.state).toMatchObject({ kind: 'live', label: 'Built-in' });
  expect(getUserMedia).toHaveBeenCalledTimes(1);
});

test('a camera that is unplugged while live is named', async () => {
  const { stream, track } = streamOf('Built-in');
  getUserMedia.mockResolvedValue(stream);
  await camera.open();
  track.dispatchEvent(new Event('ended'));
  expect(camera.state).toEqual({ kind: 'failed', fault: 'ended' });
});

test('a camera that is gone from the list is named although its stream goes on', async () => {
  const { stream, track } = streamOf('Built-in');
  getUserMedia.mockResolvedValue(stream);
  await camera.open();
  enumerateDevices.mockResolvedValue([device('Brio')]);
  plugs.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(camera.state).toEqual({ kind: 'failed', fault: 'ended' });
  expect(track.stop).toHaveBeenCalled();
  camera.leave();
});

const twin = (deviceId: string): MediaDeviceInfo => Object.assign(device('Brio'), { deviceId });

/** What becomes of a live view when the cameras change from some to others. */
async function afterChange(live: string | undefined, from: string[], to: string[]): Promise<string> {
  enumerateDevices.mockResolvedValue(from.map(twin));
  getUserMedia.mockResolvedValue(streamOf('Brio', live).stream);
  await camera.open();
  enumerateDevices.mockResolvedValue(to.map(twin));
  plugs.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(1000);
  const { kind } = camera.state;
  camera.leave();
  return kind;
}

test('of two cameras of one name, the live one that is pulled out is missed', async () => {
  expect(await afterChange('left', ['left', 'right'], ['right'])).toBe('failed');
});

test('of two cameras of one name, the other one that is pulled out is not missed', async () => {
  expect(await afterChange('left', ['left', 'right'], ['left'])).toBe('live');
});

test.each([undefined, '', 'never listed'])('a live camera of the id %j is told by its name', async (live) => {
  expect(await afterChange(live, ['left', 'right'], ['right'])).toBe('live');
});

test('another camera that comes leaves the live view as it is', async () => {
  getUserMedia.mockResolvedValue(streamOf('Built-in').stream);
  await camera.open();
  enumerateDevices.mockResolvedValue([device('Built-in'), device('Brio')]);
  plugs.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(camera.state).toMatchObject({ kind: 'live' });
  camera.leave();
});

test('the many events of one plug make one new list', async () => {
  getUserMedia.mockResolvedValue(streamOf('Built-in').stream);
  await camera.open();
  enumerateDevices.mockClear().mockResolvedValue([device('Brio')]);
  for (let event = 0; event < 5; event += 1) plugs.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(enumerateDevices).toHaveBeenCalledTimes(1);
  expect(labels()).toEqual(['Brio']);
  camera.leave();
});

test('a camera that is closed while it starts does not come on', async () => {
  const { stream, track } = streamOf('Built-in');
  getUserMedia.mockResolvedValue(stream);
  const opened = camera.open();
  camera.close();
  await opened;
  expect(camera.state).toEqual({ kind: 'off' });
  expect(track.stop).toHaveBeenCalled();
});

test('leaving stops the live view', async () => {
  const { stream, track } = streamOf('Built-in');
  getUserMedia.mockResolvedValue(stream);
  await camera.open();
  camera.leave();
  expect(track.stop).toHaveBeenCalled();
  expect(camera.state).toEqual({ kind: 'off' });
});

test('the countdown counts, ends once, and a second press does not begin it anew', () => {
  const countdown = new Countdown();
  const done = vi.fn();
  countdown.start(3, done);
  vi.advanceTimersByTime(1000);
  countdown.start(3, done);
  expect(countdown.left).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(done).toHaveBeenCalledTimes(1);
  expect(countdown.left).toBe(0);
});

test('a countdown that is cancelled takes nothing, and none at all shoots at once', () => {
  const countdown = new Countdown();
  const done = vi.fn();
  countdown.start(3, done);
  countdown.cancel();
  vi.advanceTimersByTime(10_000);
  expect(done).not.toHaveBeenCalled();
  countdown.start(0, done);
  expect(done).toHaveBeenCalledTimes(1);
});
