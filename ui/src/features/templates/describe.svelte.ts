import type { DescribedField, DescribedKind } from '../../ipc';

/** A field while it is described; `at` tells rows apart that are still without a key. */
interface DescribedRow extends DescribedField {
  readonly at: number;
}

/** What can be wrong with the key of a row. */
type KeyProblem = 'empty' | 'taken' | null;

/** The kinds of field there are, as they are offered. */
export const KINDS: readonly DescribedKind[] = ['text', 'number', 'date', 'email', 'image'];

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
