/** Where a head belongs in a frame as high as 100: the numbers of the crop that the desk proposes for a badge. */
export interface Outline {
  readonly width: number;
  readonly head: { readonly x: number; readonly y: number; readonly across: number; readonly down: number };
  /** The shoulders, as the path of an SVG. */
  readonly shoulders: string;
}

/** The distance of the eyes in widths of a portrait, and their line from its top in heights. */
const EYES = 0.25;
const EYE_LINE = 0.45;
/** Of a portrait's height, so that the head of a low and wide one stays on it. Our own number. */
const MOST = 0.19;
/** Half the head's width, and crown and chin from the line of the eyes, in distances of the eyes: an average head. */
const EAR = 1.25;
const CROWN = 2.05;
const CHIN = 1.75;
/** A crop as high as the view would leave the person no room to move; one of a camera with few pixels needs them all. */
const ROOM = 0.8;
const FEW_ROWS = 720;

/** The outline in a frame of this ratio (width by height), before a camera with so many rows of pixels. */
export function outlineOf(ratio: number, rows: number): Outline {
  const height = rows < FEW_ROWS ? 100 : 100 * ROOM;
  const eyes = Math.min(EYES * height * ratio, MOST * height);
  const line = (100 - height) / 2 + EYE_LINE * height;
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

function at(value: number): string {
  return value.toFixed(2);
}
