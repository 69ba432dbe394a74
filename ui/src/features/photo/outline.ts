import type { CropFamily, PortraitSettings, TemplateSettings } from '../../ipc';

/** Where a head belongs in a frame as high as 100: in the crop that the desk would propose for it. */
export interface Outline {
  readonly width: number;
  readonly head: { readonly x: number; readonly y: number; readonly across: number; readonly down: number };
  /** The shoulders, as the path of an SVG. */
  readonly shoulders: string;
}

/** How a family of crops holds a head, in shares of the portrait: the distance of the eyes of its width, their line from
 * its top and the room above the crown of its height. These are `Framing::BADGE` and `Framing::PASSPORT` of
 * `crates/portrait/src/framing.rs`, and `LOWEST` is the lower of its `EYE_LINES`. */
const FRAMINGS: Readonly<Record<CropFamily, { eyes: number; line: number; room: number }>> = {
  badge: { eyes: 0.25, line: 0.45, room: 0.04 },
  passport: { eyes: 0.275, line: 0.47, room: 0.03 },
};
const LOWEST = 0.5;
/** Half the head's width, and crown and chin from the line of the eyes, in distances of the eyes: an average head. */
const EAR = 1.25;
const CROWN = 2.05;
const CHIN = 1.75;
/** A crop as high as the view would leave the person no room to move; one of a camera with few pixels needs them all. */
const ROOM = 0.8;
const FEW_ROWS = 720;

/** How heads are cut, as the desk chooses it: as the template has it, else as the office has it. */
export function familyOf(
  template: TemplateSettings | undefined,
  office: PortraitSettings | undefined,
): CropFamily {
  return template?.family ?? office?.family ?? 'badge';
}

/** The outline in a frame of this ratio (width by height), before a camera with so many rows of pixels. */
export function outlineOf(ratio: number, rows: number, family: CropFamily): Outline {
  const height = rows < FEW_ROWS ? 100 : 100 * ROOM;
  const placed = eyesIn(ratio, family);
  const eyes = placed.eyes * height;
  const line = (100 - height) / 2 + placed.line * height;
  const x = 50 * ratio;
  const chin = line + CHIN * eyes;
  const path = [
    `M ${at(x - 2.4 * eyes)} 100`,
    `C ${at(x - 2.3 * eyes)} ${at(chin + 0.5 * eyes)} ${at(x - 0.7 * eyes)} ${at(chin + 0.8 * eyes)}`,
    `${at(x - 0.65 * eyes)} ${at(chin - 0.35 * eyes)}`,
    `M ${at(x + 2.4 * eyes)} 100`,
    `C ${at(x + 2.3 * eyes)} ${at(chin + 0.5 * eyes)} ${at(x + 0.7 * eyes)} ${at(chin + 0.8 * eyes)}`,
    `${at(x + 0.65 * eyes)} ${at(chin - 0.35 * eyes)}`,
  ];
  const down = ((CROWN + CHIN) / 2) * eyes;
  return {
    width: 100 * ratio,
    head: { x, y: chin - down, across: EAR * eyes, down },
    shoulders: path.join(' '),
  };
}

/** The distance and the line of the eyes in heights of a portrait of this ratio. Where the crown lacks room above it,
 * as in a low and wide one, the eyes are lower first, and then the head is smaller: as `with_room` does it there. */
function eyesIn(ratio: number, family: CropFamily): { eyes: number; line: number } {
  const { eyes, line, room } = FRAMINGS[family];
  const fit = Math.min(eyes * ratio, (LOWEST - room) / CROWN);
  return { eyes: fit, line: Math.max(line, CROWN * fit + room) };
}

function at(value: number): string {
  return value.toFixed(2);
}
