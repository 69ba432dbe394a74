import { desk, type Advice, type Glance, type PicturePlace } from '../../ipc';
import type { View } from './live-view';
import { keyOf } from './portrait.svelte';
import { Steady } from './steady.svelte';

/** What is said to the person: one thing to do, or that all is well. */
export type Said = Advice | 'good';

/** All in milliseconds, our own numbers. Twelve looks a second follow a person who moves. */
const BETWEEN_LOOKS = 1000 / 12;
/** How often a place is looked at where nobody has stood for a while, and how long that is. */
const AT_REST = 500;
const NOBODY_FOR = 4000;
/** How soon it is asked again whether the view is in sight, and whether the desk can look again. */
const OUT_OF_SIGHT = 250;
const AFTER_FAILURE = 2000;
/** An instruction can be read, and is read aloud less often than it changes on the screen. */
const READ = 700;
const READ_ALOUD = 4000;
/** All is well if it stays so for this long. Nobody is shot while the view is only just coming up. */
const GREEN = 500;
const COMING_UP = 1500;
/** Whoever is unseen for this long has left; a moment may be a dark frame, or a head that is bowed. */
const GONE = 1500;

/** The longer sides of what is looked at, and how many pixels between the eyes the desk judges sharpness by. */
const SIDES = [640, 960, 1280] as const;
const EYES = 64;
/** Frames of another size are followed anew: a size that is too large by less than this is kept. Our own number. */
const WASTE = 0.6;

type Side = (typeof SIDES)[number];

/** What the coach has to know of the counter, and tells it. */
export interface Counter {
  /** Whose picture is wanted, if one is. */
  place(): PicturePlace | null;
  /** All has been well for a moment. It is waited for before the next look. */
  green(view: View): Promise<void>;
  /** Nobody has been in front of the camera for a while. */
  left(): void;
}

/** Looks at the live view and says one thing at a time. Never more than one frame is on its way. */
export class Coach {
  readonly #shown = new Steady<Said>(READ);
  readonly #heard = new Steady<Said>(READ_ALOUD);
  #turn = 0;
  #side: Side = SIDES[0];
  #faceAt = 0;
  #greenSince: number | null = null;
  #emptySince: number | null = null;

  constructor(private readonly counter: Counter) {}

  /** On the screen. */
  get said(): Said | null {
    return this.#shown.word;
  }

  /** For those who hear the screen. */
  get heard(): Said | null {
    return this.#heard.word;
  }

  /** Looks at a view until the returned function is called. */
  watch(view: View): () => void {
    this.#turn += 1;
    this.#faceAt = performance.now();
    this.#hush();
    void this.#follow(view, this.#turn);
    return () => {
      this.#turn += 1;
      this.#hush();
    };
  }

  /** What the desk says to the frame of this moment, or to one that was kept. */
  async glance(place: PicturePlace, view: View, kept?: HTMLCanvasElement): Promise<Glance> {
    return desk.glance(place, await view.small(this.#side, kept));
  }

  async #follow(view: View, turn: number): Promise<void> {
    const begun = performance.now();
    while (turn === this.#turn) {
      const pause = await this.#look(view, turn, begun);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** One look; answers how long to wait for the next. */
  async #look(view: View, turn: number, begun: number): Promise<number> {
    const place = view.hidden ? null : this.counter.place();
    if (!place) return this.#nothing(OUT_OF_SIGHT);
    const asked = performance.now();
    const seen = await this.glance(place, view).catch(() => null);
    if (turn !== this.#turn) return 0;
    if (!seen) return this.#nothing(AFTER_FAILURE);
    if (!same(place, this.counter.place())) return this.#nothing(0);
    const now = performance.now();
    this.#say(seen, now);
    const isUp = now - begun >= COMING_UP;
    if (this.#isEmpty(seen, now, isUp)) this.counter.left();
    if (this.#isGreen(seen, now) && isUp) {
      await this.counter.green(view);
      this.#greenSince = null;
    }
    return this.#pause(now, now - asked);
  }

  #nothing(pause: number): number {
    this.#hush();
    return pause;
  }

  #hush(): void {
    this.#shown.hush();
    this.#heard.hush();
    this.#greenSince = null;
    this.#emptySince = null;
  }

  #say({ instruction, face }: Glance, now: number): void {
    // An office may ask for no face; an empty place is not told to stay like this.
    const said = instruction ?? (face ? 'good' : 'showFace');
    this.#shown.offer(said, now);
    this.#heard.offer(said, now);
    if (!face) return;
    this.#faceAt = now;
    this.#side = sideFor(face, this.#side);
  }

  /** Nothing that is seen while the exposure still settles counts. */
  #isEmpty({ face }: Glance, now: number, isUp: boolean): boolean {
    if (!face && isUp) this.#emptySince ??= now;
    else this.#emptySince = null;
    return this.#emptySince !== null && now - this.#emptySince >= GONE;
  }

  #isGreen({ good }: Glance, now: number): boolean {
    if (good && this.said === 'good') this.#greenSince ??= now;
    else this.#greenSince = null;
    return this.#greenSince !== null && now - this.#greenSince >= GREEN;
  }

  /** Where an answer takes long, at least half of the time is left for everything else. */
  #pause(now: number, took: number): number {
    if (now - this.#faceAt > NOBODY_FOR) return AT_REST;
    return Math.max(BETWEEN_LOOKS - took, took);
  }
}

/** As many pixels as the face is judged by, and no more: whoever sits near needs fewer. */
function sideFor({ leftEye, rightEye }: NonNullable<Glance['face']>, before: Side): Side {
  const needed = EYES / Math.max(rightEye.x - leftEye.x, 0.01);
  if (needed <= before && needed > before * WASTE) return before;
  return SIDES.find((side) => side >= needed) ?? 1280;
}

function same(one: PicturePlace, other: PicturePlace | null): boolean {
  return other !== null && keyOf(one) === keyOf(other);
}
