/** What the photo column shows while the window is too low for both. */
export type Turn = 'camera' | 'preview';

/** Whose turn it is in the photo column: the operator's own choice, else the camera until there is all to look at. */
export class PhotoColumn {
  #turn = $state<Turn>('camera');
  #person: string | null = null;
  #complete = false;
  /** Nobody is shown the preview a second time, or against their own choice. */
  #settled = false;
  /** It was not the operator who turned to the preview. */
  #byItself = false;

  get turn(): Turn {
    return this.#turn;
  }

  /** The operator chooses. */
  choose(turn: Turn): void {
    this.#turn = turn;
    // Who looks for the camera before all is there has not seen what will be ordered.
    this.#settled = this.#complete;
    this.#byItself = false;
  }

  /** Brings the camera into sight. */
  toCamera(): void {
    if (this.#turn === 'preview') this.choose('camera');
  }

  /** Who is at the counter, and whether what will be ordered is all there: then it is to be seen, once. */
  follow(person: string | null, complete: boolean): void {
    if (person !== this.#person) this.#begin(person);
    this.#complete = complete;
    if (!complete || this.#settled) return;
    this.#settled = true;
    this.#byItself = this.#turn === 'camera';
    this.#turn = 'preview';
  }

  #begin(person: string | null): void {
    this.#person = person;
    this.#settled = false;
    if (this.#byItself) this.#turn = 'camera';
    this.#byItself = false;
  }
}
