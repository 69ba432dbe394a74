import type {
  CropFamily,
  ExpiryPreset,
  FieldSettings,
  FieldView,
  PortraitSettings,
  TemplateSettings,
  TemplateView,
} from '../../ipc';
import { presetsOf } from '../enrolment/presets';
import { inOrder, isOffered, settingsOf } from '../enrolment/sections';
import { SIDES, SizeDraft, sizeOf } from '../portrait/size.svelte';

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

/** The settings of one template while they are being changed; nothing is kept before the operator saves. */
export class TemplateDraft {
  rows = $state<FieldRow[]>([]);
  pattern = $state('');
  offerQuantity = $state(false);
  family = $state<CropFamily | 'office'>('office');
  readonly size: SizeDraft;
  readonly #template: TemplateView;
  readonly #usuallySensitive: readonly string[];

  constructor(template: TemplateView, usuallySensitive: readonly string[], office?: PortraitSettings) {
    const { settings } = template;
    this.#template = template;
    this.#usuallySensitive = usuallySensitive;
    this.rows = inOrder(template)
      .filter(isOffered)
      .map((field) => this.#row(field));
    this.pattern = settings.externalIdPattern ?? '';
    this.offerQuantity = settings.offerQuantity ?? false;
    this.family = settings.family ?? 'office';
    this.size = new SizeDraft(settings, sizeOf(undefined, office));
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
    const sides = Object.fromEntries(SIDES.map((side) => [side, this.size.own(side)]));
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
