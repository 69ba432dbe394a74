import type { ExpiryPreset, FieldSettings, FieldView, TemplateSettings, TemplateView } from '../../ipc';
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

/** The sizes of a picture and what each may be. Ten thousand pixels are more than any printer of cards takes. */
export const SIZES = {
  ratioWidth: { usual: 3, most: 100 },
  ratioHeight: { usual: 4, most: 100 },
  outputWidth: { usual: 720, most: 10_000 },
  outputHeight: { usual: 960, most: 10_000 },
} as const;
export type Size = keyof typeof SIZES;

function isWhole(text: string, most: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
}

/** The settings of one template while they are being changed; nothing is kept before the operator saves. */
export class TemplateDraft {
  rows = $state<FieldRow[]>([]);
  pattern = $state('');
  offerQuantity = $state(false);
  sizes = $state<Record<Size, string>>({
    ratioWidth: '',
    ratioHeight: '',
    outputWidth: '',
    outputHeight: '',
  });
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
    for (const size of Object.keys(SIZES) as Size[]) {
      this.sizes[size] = String(settings[size] ?? SIZES[size].usual);
    }
  }

  /** The sizes that are no sizes. */
  get wrong(): Size[] {
    return (Object.keys(SIZES) as Size[]).filter((size) => !isWhole(this.sizes[size], SIZES[size].most));
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
    const sizes = Object.fromEntries(Object.entries(this.sizes).map(([size, text]) => [size, Number(text)]));
    return {
      ...this.#template.settings,
      ...sizes,
      fields: this.rows.map((row) => this.#field(row)),
      externalIdPattern: this.pattern.trim() || null,
      offerQuantity: this.offerQuantity,
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

  /** What is as the office usually has it is not written down, so that it follows the office. */
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
    const field: FieldSettings = { name, required, hidden, pinned, default: start };
    field.sensitive = usual ? null : sensitive;
    if (kind === 'date') field.presets = [...presets];
    return field;
  }
}
