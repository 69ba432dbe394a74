import type { PicturePlace } from '../../ipc';
import { keyOf } from './portrait.svelte';

/** Whose photo may take itself. It outlives the counter's page, which is left for other places and come back to. */
class AutoShutter {
  #taken = $state<string | null>(null);
  #person: string | null = null;
  /** Whoever was photographed before may sit there still: the previous person's photo on the next card is the classic
   * accident. */
  #mayBeThePersonBefore = $state(false);

  /** It took no photo for this place yet, or another one was asked for. */
  isSetFor(place: PicturePlace): boolean {
    return this.#taken !== keyOf(place);
  }

  /** The person at the counter is the one in front of the camera: nobody was before, the place was empty meanwhile, or
   * something is typed for them. */
  knows(begun: boolean): boolean {
    return begun || !this.#mayBeThePersonBefore;
  }

  /** Somebody's turn began. */
  welcome(person: string): void {
    if (this.#person !== null && this.#person !== person) this.#mayBeThePersonBefore = true;
    this.#person = person;
  }

  /** Nobody has been in front of the camera for a while, whoever was photographed before included. */
  left(): void {
    this.#mayBeThePersonBefore = false;
  }

  took(place: PicturePlace): void {
    this.#taken = keyOf(place);
  }

  /** The operator asks for another photo of whoever is there. */
  again(): void {
    this.#taken = null;
    this.#mayBeThePersonBefore = false;
  }
}

/** The one of this page. */
export const autoShutter = new AutoShutter();
