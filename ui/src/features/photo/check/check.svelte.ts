import {
  asDeskError,
  desk,
  type CameraFrame,
  type CheckedMeasure,
  type DeskError,
  type StationCheckView,
} from '../../../ipc';

/** In milliseconds, our own numbers: how soon an empty place is looked at again, and a card that is being held up. */
const UNTIL_EMPTY = 700;
const UNTIL_SHARP = 400;

/** What is waited for: an empty place, a card in focus, or nothing. */
export type Step = 'place' | 'card' | 'none';

/** Judges the place in front of a camera, then, if it is wished, the focus on a card. */
export class StationCheck {
  #step = $state<Step>('place');
  #person = $state(false);
  #place = $state.raw<StationCheckView | null>(null);
  #focus = $state.raw<CheckedMeasure | null>(null);
  #error = $state.raw<DeskError | null>(null);
  #turn = 0;

  /** `frame` gives what a camera sees at this moment, once it sees something. */
  constructor(private readonly frame: () => Promise<CameraFrame | null>) {}

  get step(): Step {
    return this.#step;
  }

  /** Somebody is in the picture, and the place is not judged. */
  get person(): boolean {
    return this.#person;
  }

  get error(): DeskError | null {
    return this.#error;
  }

  /** What was judged in this check; its focus is that of the card that is held up just now, or was at last. */
  readonly measures: readonly CheckedMeasure[] = $derived.by(() => {
    const place = this.#place?.measures ?? [];
    const [focus] = this.#focus ? [this.#focus] : place.filter(({ measure }) => measure === 'focus');
    const others = place.filter(({ measure }) => measure !== 'focus');
    return focus ? [...others, focus] : others;
  });

  /** When the place was judged on the last day before. */
  get before(): string | null {
    return this.#place?.before ?? null;
  }

  get judged(): boolean {
    return this.#place !== null;
  }

  /** Waits for the place to be empty and judges it, until the returned function is called. */
  begin(): () => void {
    this.#place = null;
    this.#focus = null;
    this.#go('place');
    return () => {
      this.#turn += 1;
    };
  }

  /** Waits for a card and judges it until it is in focus. */
  lookAtCard(): void {
    this.#focus = null;
    this.#go('card');
  }

  #go(step: Step): void {
    this.#turn += 1;
    this.#step = step;
    this.#error = null;
    this.#person = false;
    void this.#follow(this.#turn);
  }

  async #follow(turn: number): Promise<void> {
    while (turn === this.#turn && this.#step !== 'none') {
      const pause = this.#step === 'place' ? UNTIL_EMPTY : UNTIL_SHARP;
      try {
        await this.#look(turn);
      } catch (reason) {
        if (turn !== this.#turn) return;
        this.#error = asDeskError(reason);
        this.#step = 'none';
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async #look(turn: number): Promise<void> {
    const frame = await this.frame();
    if (!frame) return;
    if (this.#step === 'place') await this.#lookAtPlace(frame, turn);
    else await this.#lookForFocus(frame, turn);
  }

  async #lookAtPlace(frame: CameraFrame, turn: number): Promise<void> {
    const seen = await desk.checkPlace(frame);
    if (turn !== this.#turn) return;
    this.#person = seen.kind === 'person';
    if (seen.kind === 'person') return;
    this.#place = seen.check;
    this.#step = 'none';
  }

  async #lookForFocus(frame: CameraFrame, turn: number): Promise<void> {
    const { focus } = await desk.checkFocus(frame);
    if (turn !== this.#turn) return;
    this.#focus = focus;
    if (focus?.advice === null) this.#step = 'none';
  }
}
