import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { language, t } from '../../i18n';
import { replaceDesk, type Advice, type Desk, type Glance, type PicturePlace } from '../../ipc';
import { Coach } from './coach.svelte';
import Coaching from './Coaching.svelte';
import type { View } from './live-view';
import { familyOf, outlineOf } from './outline';

const PLACE: PicturePlace = { enrolment: 'e1', field: 'personPhoto1' };
const spot = (x: number) => ({ x, y: 0.4 });

/** What the desk answers; the eyes are so far apart, in widths of the frame. */
function seen(instruction: Advice | null, eyes = 0.1): Glance {
  const [from, to, leftEye, rightEye] = [spot(0.3), spot(0.7), spot(0.5 - eyes / 2), spot(0.5 + eyes / 2)];
  const face = { from, to, leftEye, rightEye, sharpness: 0.2, eyesOpen: true };
  return { instruction, good: instruction === null, face: instruction === 'showFace' ? null : face };
}

const glance = vi.fn<Desk['glance']>();
const small = vi.fn<View['small']>();
const left = vi.fn<() => void>();
const green = vi.fn<(view: View) => Promise<void>>();
const view = { hidden: false, whole: () => document.createElement('canvas'), small };
let place: PicturePlace | null;
let coach: Coach;
let stop: () => void;
let restore: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  view.hidden = false;
  place = PLACE;
  glance.mockReset().mockResolvedValue(seen(null));
  green.mockReset().mockResolvedValue();
  left.mockReset();
  const shot = { width: 1280, height: 720 };
  small.mockReset().mockResolvedValue({ jpeg: new Uint8Array([1]), shot });
  restore = replaceDesk({ glance });
  coach = new Coach({ place: () => place, green, left });
  stop = coach.watch(view);
});

afterEach(() => {
  stop();
  restore();
  vi.useRealTimers();
});

/** How often the desk is asked in so many milliseconds. */
async function looksIn(time: number): Promise<number> {
  glance.mockClear();
  await vi.advanceTimersByTimeAsync(time);
  return glance.mock.calls.length;
}

const after = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);
const says = (instruction: Advice | null) => glance.mockResolvedValue(seen(instruction));

test('a live view is looked at twelve times a second at the most', async () => {
  const looks = await looksIn(1000);
  expect(looks).toBeGreaterThanOrEqual(11);
  expect(looks).toBeLessThanOrEqual(13);
});

test('never more than one frame is on its way, and a slow desk is left half of its time', async () => {
  let on = 0;
  let most = 0;
  glance.mockImplementation(async () => {
    most = Math.max(most, (on += 1));
    await new Promise((resolve) => setTimeout(resolve, 400));
    on -= 1;
    return seen(null);
  });
  await after(1000);
  expect(await looksIn(8000)).toBe(10);
  expect(most).toBe(1);
});

test('an empty place is looked at twice a second after a while, until somebody comes', async () => {
  says('showFace');
  await after(5000);
  expect(await looksIn(2000)).toBe(4);
  expect(left).toHaveBeenCalled();
  left.mockReset();
  says('comeCloser');
  await after(600);
  left.mockReset();
  expect(await looksIn(1000)).toBeGreaterThan(10);
  expect(left).not.toHaveBeenCalled();
});

test('an empty place is never called good, whatever the office asks for', async () => {
  glance.mockResolvedValue({ instruction: null, good: false, face: null });
  await after(2000);
  expect(coach.said).toBe('showFace');
});

test('nobody has left who is unseen for a frame, at the start or later', async () => {
  says('showFace');
  await after(50);
  says(null);
  await after(3000);
  says('showFace');
  await after(100);
  says(null);
  await after(3000);
  expect(left).not.toHaveBeenCalled();
});

test('two moments without a face are not added up', async () => {
  await after(2000);
  for (const instruction of ['showFace', null, 'showFace'] as const) {
    says(instruction);
    await after(1200);
  }
  expect(left).not.toHaveBeenCalled();
});

test('whoever is unseen for a while has left, and what is unseen while the view comes up does not count', async () => {
  says('showFace');
  await after(2900);
  expect(left).not.toHaveBeenCalled();
  await after(400);
  expect(left).toHaveBeenCalled();
});

test('what is not looked at is not empty', async () => {
  await after(2000);
  says('showFace');
  await after(1000);
  view.hidden = true;
  await after(2000);
  view.hidden = false;
  await after(1000);
  expect(left).not.toHaveBeenCalled();
  await after(1500);
  expect(left).toHaveBeenCalled();
});

test.each([
  ['a view that is out of sight or covered', () => (view.hidden = true)],
  ['a counter where a picture is taken in', () => (place = null)],
])('%s is not looked at, and nothing is said', async (_, cover) => {
  says('chinUp');
  await after(1000);
  expect(coach.said).toBe('chinUp');
  cover();
  await after(300);
  expect(await looksIn(3000)).toBe(0);
  expect([coach.said, coach.heard]).toEqual([null, null]);
});

test('a view that came back is looked at again, and one that was left is not', async () => {
  view.hidden = true;
  await after(1000);
  view.hidden = false;
  expect(await looksIn(1000)).toBeGreaterThan(5);
  stop();
  expect(await looksIn(3000)).toBe(0);
  expect(coach.said).toBeNull();
});

test('an instruction stays long enough to be read', async () => {
  says('chinUp');
  await after(760);
  says('comeCloser');
  await after(600);
  expect(coach.said).toBe('chinUp');
  await after(200);
  expect(coach.said).toBe('comeCloser');
});

test('aloud a new instruction is said every few seconds at the most', async () => {
  says('chinUp');
  await after(4100);
  says('comeCloser');
  await after(3000);
  expect([coach.said, coach.heard]).toEqual(['comeCloser', 'chinUp']);
  await after(1500);
  expect(coach.heard).toBe('comeCloser');
});

test('what was seen of the person before is not said to the next one', async () => {
  says('chinUp');
  await after(500);
  let answer: (seen: Glance) => void = () => undefined;
  glance.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await after(100);
  place = { ...PLACE, enrolment: 'e2' };
  answer(seen('stepBack'));
  glance.mockReturnValue(new Promise(() => undefined));
  await after(100);
  expect(coach.said).toBeNull();
});

test('all is well after half a second without a word, and not while the view comes up', async () => {
  await after(1400);
  expect(coach.said).toBe('good');
  expect(green).not.toHaveBeenCalled();
  await after(300);
  expect(green).toHaveBeenCalledWith(view);
});

test('one word begins the half second anew', async () => {
  says('chinUp');
  await after(3000);
  says(null);
  await after(400);
  says('chinUp');
  await after(100);
  says(null);
  await after(450);
  expect(green).not.toHaveBeenCalled();
  await after(1500);
  expect(green).toHaveBeenCalled();
});

test('nothing is looked at while all is well and the shot is taken', async () => {
  green.mockReturnValue(new Promise(() => undefined));
  await after(3000);
  expect(green).toHaveBeenCalledTimes(1);
  expect(await looksIn(3000)).toBe(0);
});

test('a desk that cannot look is asked seldom, and the window says nothing of it', async () => {
  glance.mockRejectedValue(new Error('no models'));
  await after(100);
  expect(await looksIn(10_000)).toBeLessThanOrEqual(6);
  expect(coach.said).toBeNull();
});

test('a face far away is looked at in a larger frame, one that is near in a smaller one', async () => {
  glance.mockResolvedValue(seen('comeCloser', 0.04));
  await after(500);
  expect(small).toHaveBeenLastCalledWith(1280, undefined);
  glance.mockResolvedValue(seen(null, 0.084));
  await after(500);
  expect(small).toHaveBeenLastCalledWith(960, undefined);
  glance.mockResolvedValue(seen(null, 0.15));
  await after(500);
  expect(small).toHaveBeenLastCalledWith(640, undefined);
});

test('sides are those of the person, who sees them so in the mirrored view', async () => {
  render(Coaching, { coach, itself: false });
  const said = async (advice: Advice) => {
    says(advice);
    await after(1000);
    return screen.getAllByText(t(`coach.${advice}`))[0]?.textContent;
  };
  // The left of the picture is at the right hand of whoever faces the camera, and right in a mirror.
  expect(await said('moveLeft')).toMatch(/your right$/);
  expect(await said('moveRight')).toMatch(/your left$/);
  expect(await said('lightFromLeft')).toMatch(/your right$/);
  expect(await said('lightFromRight')).toMatch(/your left$/);
  language.choose('nb');
  expect(await said('moveLeft')).toMatch(/høyre$/);
  expect(await said('lightFromRight')).toMatch(/venstre side$/);
});

test('whoever hears the screen is told politely, and once', async () => {
  render(Coaching, { coach, itself: true });
  await after(500);
  const words = screen.getAllByText('Good. Stay like this');
  expect(words.map((element) => element.getAttribute('aria-hidden'))).toEqual(['true', null]);
  expect(words[1]?.getAttribute('aria-live')).toBe('polite');
});

test('the outline is a head in the middle of the frame, with room above it, whatever the ratio', () => {
  const families = ['badge', 'passport'] as const;
  for (const [ratio, family] of [0.6, 0.75, 1, 2].flatMap((one) =>
    families.map((two) => [one, two] as const),
  )) {
    const { head, width } = outlineOf(ratio, 1080, family);
    expect(head.x).toBeCloseTo(width / 2);
    expect(head.y - head.down).toBeGreaterThan(0);
    expect(head.y + head.down).toBeLessThan(100);
    expect(2 * head.across).toBeLessThan(width);
  }
  expect(outlineOf(0.75, 480, 'badge').head.down).toBeGreaterThan(outlineOf(0.75, 1080, 'badge').head.down);
});

/** The height of the head, and of the room above it, in heights of a portrait that fills the frame. */
function headOf(ratio: number, family: 'badge' | 'passport'): [number, number] {
  const { y, down } = outlineOf(ratio, 480, family).head;
  return [(2 * down) / 100, (y - down) / 100];
}

test('the outline of a passport is as high as states ask for, and that of a badge leaves room for shoulders', () => {
  const [passport, above] = headOf(0.75, 'passport');
  expect(passport).toBeGreaterThan(0.72);
  expect(passport).toBeLessThan(0.8);
  expect(above).toBeGreaterThanOrEqual(0.03);
  const [badge, aboveBadge] = headOf(0.75, 'badge');
  expect(passport / badge).toBeCloseTo(0.275 / 0.25);
  expect(aboveBadge).toBeGreaterThanOrEqual(0.04);
});

test('in a low and wide portrait the head is lower and smaller, so that the crown keeps its room', () => {
  expect(headOf(2, 'badge')[1]).toBeCloseTo(0.04);
  expect(headOf(2, 'passport')[1]).toBeCloseTo(0.03);
});

test('the outline goes by the template, then by the office, then by what is usual', () => {
  expect(familyOf({ family: 'badge' }, { family: 'passport' })).toBe('badge');
  expect(familyOf({ family: null }, { family: 'passport' })).toBe('passport');
  expect(familyOf(undefined, undefined)).toBe('badge');
});
