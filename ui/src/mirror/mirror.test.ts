import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packed, unpacked, type Content, type Dress, type Guidance } from './content';
import { addressOf, Reflection, type Ask, type Draw } from './reflection.svelte';

const DRESS: Dress = {
  title: 'Badgedesk speil',
  language: 'nb',
  theme: 'dark',
  environment: 'production',
  idle: 'Se hit',
};
const GUIDANCE: Guidance = {
  says: 'Løft haken litt',
  good: false,
  left: 2,
  ratio: 0.75,
  family: 'passport',
  rows: 720,
};
/** A picture may hold the byte that ends the words. */
const JPEG = new Uint8Array([0xff, 0xd8, 0x0a, 0x0a, 7]);
const SOMEBODY: Content = { dress: DRESS, live: { guidance: GUIDANCE, jpeg: JPEG } };
const NOBODY: Content = { dress: DRESS, live: null };

const ask = vi.fn<Ask>();
const draw = vi.fn<Draw>();
let reflection: Reflection;
let stop: () => void = () => undefined;

const answered = (content: Content, number: number): Response =>
  new Response(packed(content), { headers: { 'x-number': String(number) } });
const silence = (): Response => new Response(null, { status: 204 });
const never = new Promise<Response>(() => undefined);
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10);

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset().mockReturnValue(never);
  draw.mockReset().mockResolvedValue();
  reflection = new Reflection(ask, draw);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('what is handed over comes out as it went in', () => {
  expect(unpacked(packed(SOMEBODY))).toEqual(SOMEBODY);
  expect(unpacked(packed(NOBODY))).toEqual(NOBODY);
  expect(unpacked(new Uint8Array())).toBeNull();
});

test('whoever is in front of the camera is shown, with what to do', async () => {
  ask.mockResolvedValueOnce(answered(SOMEBODY, 7));
  stop = reflection.follow();
  await settled();
  expect(reflection.guidance).toEqual(GUIDANCE);
  expect(reflection.dress).toEqual(DRESS);
  const [shown] = draw.mock.lastCall ?? [];
  expect(new Uint8Array((await shown?.arrayBuffer()) ?? [])).toEqual(JPEG);
  expect(ask.mock.calls).toEqual([['0'], ['7']]);
});

test('one frame is drawn before the next is asked for', async () => {
  ask.mockImplementation(() => Promise.resolve(answered(SOMEBODY, 1)));
  draw.mockReturnValue(new Promise(() => undefined));
  stop = reflection.follow();
  await settled();
  expect(ask).toHaveBeenCalledTimes(1);
});

test.each([
  ['the counter shows nobody', () => Promise.resolve(answered(NOBODY, 8))],
  ['nothing comes any longer', () => Promise.resolve(silence())],
  ['the program does not answer', () => Promise.reject(new TypeError('gone'))],
  ['it answers with a fault', () => Promise.resolve(new Response('', { status: 403 }))],
  ['what comes cannot be understood', () => Promise.resolve(new Response('{\n'))],
])('where %s nobody is in the mirror, and the words of before stay', async (_, next) => {
  ask.mockResolvedValueOnce(answered(SOMEBODY, 7)).mockImplementationOnce(next);
  stop = reflection.follow();
  await settled();
  expect(reflection.guidance).toBeNull();
  expect(reflection.dress?.idle).toBe('Se hit');
});

test('a program that did not answer is asked again after a moment', async () => {
  ask.mockRejectedValueOnce(new TypeError('gone')).mockResolvedValueOnce(answered(SOMEBODY, 3));
  stop = reflection.follow();
  await settled();
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(reflection.guidance).toEqual(GUIDANCE);
});

test('each system has its own way of asking', () => {
  expect(addressOf({ protocol: 'tauri:' })).toBe('mirror://localhost/');
  expect(addressOf({ protocol: 'http:' })).toBe('http://mirror.localhost/');
});
