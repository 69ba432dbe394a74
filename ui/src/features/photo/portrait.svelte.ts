import { desk, type PicturePlace } from '../../ipc';
import { ObjectUrl } from './object-url.svelte';

/** The portrait of the person at the counter, whichever picture is being worked on. */
export class Portrait {
  readonly #shown = new ObjectUrl();
  #place = '';
  #version = 0;

  get url(): string | null {
    return this.#shown.url;
  }

  /** Shows the portrait of that place in that version, unless it is on the screen already. */
  async follow(place: PicturePlace, version: number): Promise<void> {
    if (!this.#turnTo(place, version)) return;
    try {
      const cut = await desk.portrait(place);
      if (this.#is(place, version)) this.#shown.show(cut);
    } catch (reason) {
      // Nobody looks for it any more: whoever stands there now is not told of it.
      if (!this.#is(place, version)) return;
      this.drop();
      throw reason;
    }
  }

  /** Shows a portrait that was just cut. */
  show(place: PicturePlace, version: number, cut: Blob): void {
    this.#turnTo(place, version);
    this.#shown.show(cut);
  }

  drop(): void {
    this.#place = '';
    this.#version = 0;
    this.#shown.drop();
  }

  /** Another picture of the same person stays in sight until the new one is there; another person's goes at once. */
  #turnTo(place: PicturePlace, version: number): boolean {
    if (this.#is(place, version)) return false;
    if (this.#place !== keyOf(place)) this.drop();
    this.#place = keyOf(place);
    this.#version = version;
    return true;
  }

  #is(place: PicturePlace, version: number): boolean {
    return this.#place === keyOf(place) && this.#version === version;
  }
}

/** One text for one place. */
export function keyOf({ enrolment, field }: PicturePlace): string {
  return `${enrolment} ${field}`;
}
