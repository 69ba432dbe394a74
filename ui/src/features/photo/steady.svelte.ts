/** A word that stays long enough to be read, however often something else would be said meanwhile. */
export class Steady<Word> {
  #word = $state.raw<Word | null>(null);
  #since = 0;

  /** `hold` is how long a word stays at the least, in milliseconds. */
  constructor(private readonly hold: number) {}

  get word(): Word | null {
    return this.#word;
  }

  /** Says something, unless what is said has not been up long enough: then whoever offers does so again. */
  offer(word: Word, now: number): void {
    if (word === this.#word || (this.#word !== null && now - this.#since < this.hold)) return;
    this.#word = word;
    this.#since = now;
  }

  hush(): void {
    this.#word = null;
  }
}
