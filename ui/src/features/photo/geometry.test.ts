import { expect, test } from 'vitest';
import {
  centreOf,
  leaning,
  leanOf,
  moved,
  proposed,
  seenAt,
  turnedQuarter,
  zoomed,
  zoomOf,
  type Crop,
  type Point,
} from './geometry';

const PICTURE = { width: 1200, height: 900 };
const CROP: Crop = { x: 300, y: 100, width: 450, height: 600, angle: 0 };

/** What the desk documents: the point of the picture that the portrait shows at the fractions (u, v). */
function shown(crop: Crop, u: number, v: number): Point {
  const radians = (crop.angle * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const [across, down] = [(u - 0.5) * crop.width, (v - 0.5) * crop.height];
  const { x, y } = centreOf(crop);
  return { x: x + across * cos - down * sin, y: y + across * sin + down * cos };
}

test.each([0, 7.5, 90, -165])('the frame on the screen holds what the desk cuts at %d degrees', (angle) => {
  const crop = { ...CROP, angle };
  for (const [u, v] of [
    [0, 0],
    [1, 0],
    [0.25, 0.9],
  ] as const) {
    const seen = seenAt(crop, shown(crop, u, v), 0.5);
    expect(seen.x).toBeCloseTo((u - 0.5) * crop.width * 0.5, 6);
    expect(seen.y).toBeCloseTo((v - 0.5) * crop.height * 0.5, 6);
  }
});

test('a point under the hand stays under the hand, however the picture is turned', () => {
  const crop = { ...CROP, angle: 30 };
  const point = { x: 500, y: 420 };
  const before = seenAt(crop, point, 0.4);
  const after = seenAt(moved(crop, PICTURE, { x: 12, y: -5 }, 0.4), point, 0.4);
  expect(after.x - before.x).toBeCloseTo(12, 6);
  expect(after.y - before.y).toBeCloseTo(-5, 6);
});

test('the centre of a crop never leaves the picture', () => {
  const far = moved(CROP, PICTURE, { x: 1e6, y: -1e6 }, 1);
  expect(centreOf(far)).toEqual({ x: 0, y: PICTURE.height });
});

test('zoom is read back as it was set, keeps the ratio and the centre, and has its ends', () => {
  const close = zoomed(CROP, PICTURE, 2.5);
  expect(zoomOf(close, PICTURE)).toBeCloseTo(2.5);
  expect(close.width / close.height).toBeCloseTo(0.75);
  expect(centreOf(close)).toEqual(centreOf(CROP));
  expect(zoomOf(zoomed(CROP, PICTURE, 1000), PICTURE)).toBeCloseTo(8);
  expect(zoomOf(zoomed(CROP, PICTURE, 0), PICTURE)).toBeCloseTo(0.8);
});

test('four quarter turns come back to the beginning, as close as before', () => {
  let crop = CROP;
  for (let turn = 0; turn < 4; turn += 1) crop = turnedQuarter(crop, PICTURE, 1);
  expect(crop.angle).toBe(0);
  expect(crop.width).toBeCloseTo(CROP.width);
  expect(crop.x).toBeCloseTo(CROP.x);
});

test('a picture turned clockwise has a crop that is turned the other way', () => {
  expect(turnedQuarter(CROP, PICTURE, 1).angle).toBe(-90);
  expect(leaning(CROP, PICTURE, 3).angle).toBe(-3);
});

test('a lean is read back, also after a quarter turn, and ends at fifteen degrees', () => {
  const leant = turnedQuarter(leaning(CROP, PICTURE, 4.5), PICTURE, -1);
  expect(leanOf(leant)).toBeCloseTo(4.5);
  expect(leanOf(leaning(CROP, PICTURE, 40))).toBeCloseTo(15);
});

test('the first crop is the largest that fits, slightly above the middle', () => {
  expect(proposed({ width: 600, height: 1200 }, 0.75)).toEqual({
    x: 0,
    y: 160,
    width: 600,
    height: 800,
    angle: 0,
  });
});
