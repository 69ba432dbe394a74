import type { DescribedField, DescribedKind, FieldView, TemplateView } from '../../ipc';

/** A field while it is described; `at` tells rows apart that are still without a key. */
interface DescribedRow extends DescribedField {
  readonly at: number;
}

/** What can be wrong with the key of a row. */
type KeyProblem = 'empty' | 'taken' | null;

/** The kinds of field there are, as they are offered. */
export const KINDS: readonly DescribedKind[] = ['text', 'number', 'date', 'email', 'image'];

/** A field as the service tells it. One it says nothing useful of is a text until the office says otherwise. */
function asTold({ name, label, kind, required }: FieldView): DescribedField[] {
  // A colon stands in the fields every badge has; what is true or false cannot be described.
  if (name.includes(':') || kind.kind === 'boolean') return [];
  return [
    { key: name, label: label ?? '', kind: KINDS.find((known) => known === kind.kind) ?? 'text', required },
  ];
}

/** What is described of a badge's fields; where nothing is yet, what the service tells of them. */
export function descriptionOf(template: TemplateView): DescribedField[] {
  const described = template.badge?.described ?? [];
  return described.length > 0 ? described : template.fields.flatMap(asTold);
}

/** The custom fields of one badge while the office describes them; nothing is kept before it is saved. */
export class DescribeDraft {
  rows = $state<DescribedRow[]>([]);
  #next = 0;

  constructor(described: readonly DescribedField[]) {
    this.rows = described.map((field) => ({ ...field, at: this.#next++ }));
    if (this.rows.length === 0) this.add();
  }

  add(): void {
    this.rows.push({ key: '', label: '', kind: 'text', required: false, at: this.#next++ });
  }

  remove(row: DescribedRow): void {
    this.rows = this.rows.filter(({ at }) => at !== row.at);
  }

  /** Moves a row up (-1) or down (1). */
  move(row: DescribedRow, step: -1 | 1): void {
    const from = this.rows.findIndex(({ at }) => at === row.at);
    const [one, other] = [this.rows[from], this.rows[from + step]];
    if (!one || !other) return;
    this.rows[from + step] = one;
    this.rows[from] = other;
  }

  /** A row nobody wrote into is no field; every other needs a key of its own. */
  problem(row: DescribedRow): KeyProblem {
    const key = row.key.trim();
    if (key === '') return row.label.trim() === '' ? null : 'empty';
    return this.rows.some(({ at, key: other }) => at < row.at && other.trim() === key) ? 'taken' : null;
  }

  get sound(): boolean {
    return this.rows.every((row) => this.problem(row) === null);
  }

  /** What is to be kept. */
  fields(): DescribedField[] {
    return this.rows
      .filter(({ key }) => key.trim() !== '')
      .map(({ key, label, kind, required }) => ({ key: key.trim(), label: label.trim(), kind, required }));
  }
}
