import { formatNumber } from '../../i18n';
import { PORTRAIT_SIDES } from '../../ipc';
import type {
  CropFamily,
  ExpiryPreset,
  FieldSettings,
  FieldView,
  TemplateSettings,
  TemplateView,
} from '../../ipc';
import { presetsOf } from '../enrolment/presets';
import { inOrder, isOffered, settingsOf } from '../enrolment/sections';

/** One field as the office sets it, whole. */
export interface FieldRow {
  readonly name: string;
  readonly kind: FieldView['kind']['kind'];
  /** The service demands it, whatever the office sets. */
  readonly demanded: boolean;
  required: boolean;
  hidden: boolean;
  pinned: boolean;
  sensitive: boolean;
  default: string;
  presets: readonly ExpiryPreset[];
}

/** The sides of a picture. */
export const SIDES = ['outputWidth', 'outputHeight'] as const;
export type Side = (typeof SIDES)[number];

const USUAL: Readonly<Record<Side, number>> = {
  outputWidth: PORTRAIT_SIDES.width,
  outputHeight: PORTRAIT_SIDES.height,
};
/** A ratio of larger numbers is told as a decimal. Our own number: nobody knows 413:531 by sight. */
const PLAIN = 100;

function isSide(text: string): boolean {
  const { least, most } = PORTRAIT_SIDES;
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

function commonOf(one: number, other: number): number {
  return other === 0 ? one : commonOf(other, one % other);
}

/** The settings of one template while they are being changed; nothing is kept before the operator saves. */
export class TemplateDraft {
  rows = $state<FieldRow[]>([]);
  pattern = $state('');
  offerQuantity = $state(false);
  family = $state<CropFamily | 'office'>('office');
  sides = $state<Record<Side, string>>({ outputWidth: '', outputHeight: '' });
  readonly #template: TemplateView;
  readonly #usuallySensitive: readonly string[];

  constructor(template: TemplateView, usuallySensitive: readonly string[]) {
    const { settings } = template;
    this.#template = template;
    this.#usuallySensitive = usuallySensitive;
    this.rows = inOrder(template)
      .filter(isOffered)
      .map((field) => this.#row(field));
    this.pattern = settings.externalIdPattern ?? '';
    this.offerQuantity = settings.offerQuantity ?? false;
    this.family = settings.family ?? 'office';
    for (const side of SIDES) this.sides[side] = String(settings[side] ?? USUAL[side]);
  }

  /** The sides that no picture can have. */
  get wrong(): Side[] {
    return SIDES.filter((side) => !isSide(this.sides[side]));
  }

  /** Width to height of every crop, as the sides make it; null while they are none. */
  get ratio(): string | null {
    if (this.wrong.length > 0) return null;
    const [width, height] = [Number(this.sides.outputWidth), Number(this.sides.outputHeight)];
    const common = commonOf(width, height);
    const [across, down] = [width / common, height / common];
    if (across <= PLAIN && down <= PLAIN) return `${String(across)}:${String(down)}`;
    return `${formatNumber(width / height, 2)}:1`;
  }

  /** Something is masked, and so begins with nothing. */
  get masks(): boolean {
    return this.rows.some(({ sensitive }) => sensitive);
  }

  /** Moves a field up (-1) or down (1). */
  move(name: string, step: -1 | 1): void {
    const from = this.rows.findIndex((row) => row.name === name);
    const [row, other] = [this.rows[from], this.rows[from + step]];
    if (!row || !other) return;
    this.rows[from + step] = row;
    this.rows[from] = other;
  }

  /** What is to be kept. */
  settings(): TemplateSettings {
    const sides = Object.fromEntries(SIDES.map((side) => [side, Number(this.sides[side])]));
    return {
      ...this.#template.settings,
      ...sides,
      fields: this.rows.map((row) => this.#field(row)),
      externalIdPattern: this.pattern.trim() || null,
      offerQuantity: this.offerQuantity,
      family: this.family === 'office' ? null : this.family,
    };
  }

  #row({ name, kind, required: demanded }: FieldView): FieldRow {
    const set = settingsOf(this.#template, name);
    return {
      name,
      kind: kind.kind,
      demanded,
      required: set.required ?? false,
      hidden: set.hidden ?? false,
      pinned: set.pinned ?? false,
      sensitive: set.sensitive ?? this.#usuallySensitive.includes(name),
      default: set.default ?? '',
      presets: presetsOf({ ...set, name }),
    };
  }

  /** What is as the office usually has it is not written down, so that it follows the office. What a sensitive field
   * would begin with is not either: it would lie readable on the disk. */
  #field({
    name,
    kind,
    required,
    hidden,
    pinned,
    sensitive,
    default: start,
    presets,
  }: FieldRow): FieldSettings {
    const usual = this.#usuallySensitive.includes(name) === sensitive;
    const field: FieldSettings = { name, required, hidden, pinned, default: sensitive ? '' : start };
    field.sensitive = usual ? null : sensitive;
    if (kind === 'date') field.presets = [...presets];
    return field;
  }
}
