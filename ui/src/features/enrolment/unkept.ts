import type { Texts } from './texts';

/** What was typed since it was last sent to be kept. */
export class Unkept {
  #fields: readonly string[] = [];
  #more = false;

  /** Whether there is anything. */
  get some(): boolean {
    return this.#more || this.#fields.length > 0;
  }

  /** A field was typed into. */
  field(name: string): void {
    this.#fields = [...this.#fields, name];
  }

  /** Something under "More" was. */
  more(): void {
    this.#more = true;
  }

  /** Hands everything over to be kept. What cannot be is given back with `join`. */
  hand(): Unkept {
    const handed = new Unkept();
    handed.join(this);
    this.clear();
    return handed;
  }

  join(other: Unkept): void {
    this.#fields = [...other.#fields, ...this.#fields];
    this.#more ||= other.#more;
  }

  clear(): void {
    this.#fields = [];
    this.#more = false;
  }

  /** The kept texts with those of `typed` over them that are not kept yet. */
  over(kept: Texts, typed: Readonly<Texts>): Texts {
    const own = this.#fields.map((name) => [name, typed[name] ?? '']);
    return { ...kept, ...(Object.fromEntries(own) as Texts) };
  }
}
