/**
 * The crop under a frame that stays still: the picture moves, turns and grows beneath it, and what lies in the frame is
 * the portrait. A crop is a rectangle in pixels of the upright picture, turned clockwise about its own centre by `angle`
 * degrees; the picture on the screen is therefore turned the other way.
 */
import type { CropView } from '../../ipc';

export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far the fine slider turns, in degrees to either side. Our own number: a head leans less in any usable photo. */
export const FINE = 15;
/** How close one can go, against the largest crop that fits. Our own number: further in there are too few pixels. */
const CLOSEST = 8;
/** How far one can go out beyond the picture, whose edge is then continued. Our own number. */
const WIDEST = 0.8;

const between = (least: number, value: number, most: number): number =>
  Math.min(Math.max(value, least), most);

function turned({ x, y }: Point, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

export function centreOf(crop: Crop): Point {
  return { x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 };
}

/** A crop of the same size and turn about another centre, which is kept on the picture. */
function about(crop: Crop, centre: Point, picture: Size): Crop {
  const x = between(0, centre.x, picture.width) - crop.width / 2;
  const y = between(0, centre.y, picture.height) - crop.height / 2;
  return { ...crop, x, y };
}

/** The quarter turn nearest to the angle, and what is left to it. */
function partsOf(angle: number): { quarter: number; fine: number } {
  const quarter = Math.round(angle / 90) * 90;
  return { quarter, fine: angle - quarter };
}

/** The largest width and height of a ratio that fits the picture as it is turned by quarters. */
function largest(crop: Crop, picture: Size): Size {
  const lies = partsOf(crop.angle).quarter % 180 !== 0;
  const width = lies ? picture.height : picture.width;
  const height = lies ? picture.width : picture.height;
  const ratio = crop.width / crop.height;
  return { width: Math.min(width, height * ratio), height: Math.min(height, width / ratio) };
}

/** The range of `zoomed`. */
export const ZOOM = { least: WIDEST, most: CLOSEST } as const;

/** How close the crop is: 1 where it is as large as fits the picture. */
export function zoomOf(crop: Crop, picture: Size): number {
  return largest(crop, picture).height / crop.height;
}

/** The crop about the same centre, as close as `zoom` says. */
export function zoomed(crop: Crop, picture: Size, zoom: number): Crop {
  const full = largest(crop, picture);
  const times = between(WIDEST, zoom, CLOSEST);
  const resized = { ...crop, width: full.width / times, height: full.height / times };
  return about(resized, centreOf(crop), picture);
}

/** The crop after the picture was dragged by `drag` on a screen where `scale` pixels show one of the picture. */
export function moved(crop: Crop, picture: Size, drag: Point, scale: number): Crop {
  const step = turned(drag, crop.angle);
  const centre = centreOf(crop);
  return about(crop, { x: centre.x - step.x / scale, y: centre.y - step.y / scale }, picture);
}

const wrapped = (angle: number): number => {
  const rest = (((angle % 360) + 540) % 360) - 180;
  return rest === -180 ? 180 : rest;
};

/** The crop with its angle, and as close as before. */
function at(crop: Crop, picture: Size, angle: number): Crop {
  return zoomed({ ...crop, angle: wrapped(angle) }, picture, zoomOf(crop, picture));
}

/** The crop that shows the picture a quarter turn further clockwise (1) or back (-1). */
export function turnedQuarter(crop: Crop, picture: Size, way: 1 | -1): Crop {
  return at(crop, picture, crop.angle - way * 90);
}

/** How the picture leans clockwise on the screen, in degrees within the fine range. */
export function leanOf(crop: Crop): number {
  const lean = -partsOf(crop.angle).fine;
  return lean === 0 ? 0 : lean;
}

/** The crop that shows the picture leaning clockwise by so many degrees. */
export function leaning(crop: Crop, picture: Size, lean: number): Crop {
  return at(crop, picture, partsOf(crop.angle).quarter - between(-FINE, lean, FINE));
}

/** Where a point of the picture is seen, from the middle of the frame. */
export function seenAt(crop: Crop, point: Point, scale: number): Point {
  const centre = centreOf(crop);
  const seen = turned({ x: point.x - centre.x, y: point.y - centre.y }, -crop.angle);
  return { x: seen.x * scale, y: seen.y * scale };
}

/** What a style needs to show a picture of `shown` pixels under the middle of the frame. */
export function transformOf(crop: Crop, picture: Size, shown: Size, scale: number): string {
  const { x, y } = centreOf(crop);
  const grown = (scale * picture.width) / shown.width;
  const [left, top] = [(x * shown.width) / picture.width, (y * shown.height) / picture.height];
  return `rotate(${-crop.angle}deg) scale(${grown}) translate(${-left}px, ${-top}px)`;
}

/** The crop of the boundary, whose numbers may be missing; what is missing is the whole picture. */
export function cropFrom(view: CropView, picture: Size): Crop {
  return {
    x: view.x ?? 0,
    y: view.y ?? 0,
    width: view.width ?? picture.width,
    height: view.height ?? picture.height,
    angle: view.angle ?? 0,
  };
}

/** The largest level crop of a ratio, across the middle and slightly above it: where the desk begins too. */
export function proposed(picture: Size, ratio: number): Crop {
  const width = Math.min(picture.width, picture.height * ratio);
  const height = Math.min(picture.height, picture.width / ratio);
  const x = (picture.width - width) / 2;
  return { x, y: (picture.height - height) * 0.4, width, height, angle: 0 };
}
