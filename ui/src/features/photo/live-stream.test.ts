import { expect, test } from 'vitest';
import { type Screen, show, stop } from './live-stream';

/** A stream whose track tells what it was shown on at the moment it was stopped. */
function streamOn(screens: readonly Screen[], seen: unknown[]): MediaStream {
  const track = { stop: () => seen.push(...screens.map(({ srcObject }) => srcObject)) };
  return { getTracks: () => [track] } as unknown as MediaStream;
}

test('a stream is off every video before its track is stopped', () => {
  const screens: Screen[] = [{ srcObject: null }, { srcObject: null }];
  const seen: unknown[] = [];
  const stream = streamOn(screens, seen);
  for (const screen of screens) show(stream, screen);
  expect(screens.every(({ srcObject }) => srcObject === stream)).toBe(true);
  stop(stream);
  expect(seen).toEqual([null, null]);
});

test('a video that shows another stream by now keeps it', () => {
  const screen: Screen = { srcObject: null };
  const [first, second] = [streamOn([], []), streamOn([], [])];
  const takeOff = show(first, screen);
  show(second, screen);
  stop(first);
  takeOff();
  expect(screen.srcObject).toBe(second);
});

test('a stream that was taken off is off', () => {
  const screen: Screen = { srcObject: null };
  show(streamOn([], []), screen)();
  expect(screen.srcObject).toBeNull();
});
