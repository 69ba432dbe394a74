import { formatNumber } from '../../i18n';
import { PORTRAIT_SIDES, type PortraitSettings, type TemplateSettings } from '../../ipc';

/** The sides of a portrait. */
export const SIDES = ['outputWidth', 'outputHeight'] as const;
export type PortraitSide = (typeof SIDES)[number];
type Size = Readonly<Record<PortraitSide, number>>;

/** The size that portraits have until an office says otherwise. */
export const USUAL_SIZE: Size = {
  outputWidth: PORTRAIT_SIDES.width,
  outputHeight: PORTRAIT_SIDES.height,
};
/** A ratio of larger numbers is told as a decimal. Our own number: nobody knows 413:531 by sight. */
const PLAIN = 100;

/** How large portraits are, as the desk chooses it: each side as the template has it, else as the office has it. */
export function sizeOf(template: TemplateSettings | undefined, office: PortraitSettings | undefined): Size {
  const side = (name: PortraitSide): number => template?.[name] ?? office?.[name] ?? USUAL_SIZE[name];
  return { outputWidth: side('outputWidth'), outputHeight: side('outputHeight') };
}

function isSide(text: string): boolean {
  const { least, most } = PORTRAIT_SIDES;
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

function commonOf(one: number, other: number): number {
  return other === 0 ? one : commonOf(other, one % other);
}

/** The size of portraits while it is being changed. */
export class SizeDraft {
  sides = $state<Record<PortraitSide, string>>({ outputWidth: '', outputHeight: '' });

  constructor(
    own: Partial<Record<PortraitSide, number | null>>,
    /** What counts for a side that is left empty. */
    readonly otherwise: Size,
  ) {
    for (const side of SIDES) this.sides[side] = String(own[side] ?? '');
  }

  /** The sides that no picture can have. */
  get wrong(): PortraitSide[] {
    return SIDES.filter((side) => this.sides[side].trim() !== '' && !isSide(this.sides[side]));
  }

  /** Width to height of every crop, as the sides make it; null while they are none. */
  get ratio(): string | null {
    if (this.wrong.length > 0) return null;
    const [width, height] = [this.#side('outputWidth'), this.#side('outputHeight')];
    const common = commonOf(width, height);
    const [across, down] = [width / common, height / common];
    if (across <= PLAIN && down <= PLAIN) return `${String(across)}:${String(down)}`;
    return `${formatNumber(width / height, 2)}:1`;
  }

  /** What was typed for a side; null where it is left empty. */
  own(side: PortraitSide): number | null {
    return this.sides[side].trim() === '' ? null : Number(this.sides[side]);
  }

  #side(side: PortraitSide): number {
    return this.own(side) ?? this.otherwise[side];
  }
}
