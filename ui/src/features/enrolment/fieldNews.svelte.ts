import type { FieldView, TemplateView } from '../../ipc';
import { labelIn } from './labels';
import { isOffered } from './sections';
import type { Texts } from './texts';

const typeOf = ({ kind }: FieldView): string => (kind.kind === 'unlisted' ? `: ${kind.name}` : kind.kind);

function traits(field: FieldView): string {
  return JSON.stringify([field.name, typeOf(field), field.filledByService, field.label, field.required]);
}

/** Whether two views of a template make the same form, whatever the office set for it. */
export function isSameForm(one: TemplateView, other: TemplateView): boolean {
  const made = ({ name, kind, fields }: TemplateView): string =>
    JSON.stringify([name, kind.kind, fields.map(traits)]);
  return made(one) === made(other);
}

const fieldsOf = (template: TemplateView | null): FieldView[] => template?.fields.filter(isOffered) ?? [];

/** What the fields are called that only the first of two views of a template has. */
function without(has: TemplateView | null, lacks: TemplateView | null): string[] {
  const known = new Set(fieldsOf(lacks).map(({ name }) => name));
  return fieldsOf(has).flatMap(({ name }) => (has && !known.has(name) ? [labelIn(has, name)] : []));
}

/** What became of the fields of a template while its form is open, until somebody has read it. */
export class FieldNews {
  /** The template as the form began with it, as the operator knows it, and as it is. */
  #first = $state.raw<TemplateView | null>(null);
  #known = $state.raw<TemplateView | null>(null);
  #now = $state.raw<TemplateView | null>(null);

  readonly came: readonly string[] = $derived(without(this.#now, this.#known));
  readonly went: readonly string[] = $derived(without(this.#known, this.#now));
  readonly retyped: readonly string[] = $derived.by(() => {
    const known = fieldsOf(this.#known);
    const before = ({ name }: FieldView) => known.find((field) => field.name === name);
    const now = fieldsOf(this.#now).filter((field) => typeOf(before(field) ?? field) !== typeOf(field));
    return now.map(({ name }) => this.#label(this.#now, name));
  });
  readonly any = $derived(this.came.length + this.went.length + this.retyped.length > 0);

  /** The form shows the template, which is no news to somebody it is shown to `anew`, unless it was filled when the
   * template had other fields. */
  show(template: TemplateView | null, anew: boolean, was: FieldView[] | null): void {
    const before = template && was ? { ...template, fields: was } : template;
    if (anew || template?.id !== this.#now?.id) this.#first = this.#known = before;
    this.#now = template;
  }

  /** Somebody has read it. */
  dismiss(): void {
    this.#known = this.#now;
  }

  /** What is typed for no field of the template, by name; what it is called there, or was. */
  lost(texts: Readonly<Texts>): { name: string; label: string; text: string }[] {
    if (!this.#now) return [];
    const here = fieldsOf(this.#now).map(({ name }) => name);
    const lost = Object.entries(texts).filter(([name, text]) => text.trim() !== '' && !here.includes(name));
    return lost.map(([name, text]) => ({ name, label: this.#label(this.#first, name), text }));
  }

  #label(template: TemplateView | null, name: string): string {
    return template ? labelIn(template, name) : name;
  }
}
