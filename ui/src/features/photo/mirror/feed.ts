import { desk } from '../../../ipc';
import { packed, type Dress, type Guidance } from '../../../mirror/content';
import type { View } from '../live-view';

/** In milliseconds, our own numbers: fifteen frames a second look like a mirror. */
const BETWEEN_FRAMES = 1000 / 15;
/** While the view is covered, and where the mirror takes nothing. */
const COVERED = 500;
/** What is slower than this looks like no mirror: the next frame is smaller. What is quicker can be larger after a while. */
const SLOW = 130;
const QUICK = 60;
const CALM = 45;

/** The longer sides of what is shown. */
const SIDES = [960, 640, 480] as const;

/** Hands the person's own mirror what it shows, one frame at a time. */
export class MirrorFeed {
  #dress: Dress | null = null;
  #turn = 0;
  #watching = false;
  /** Which of the sides. */
  #size = 0;
  #quick = 0;

  /** How the mirror looks and what it says while nobody is in it; none while it is closed. */
  wear(dress: Dress | null): void {
    if (JSON.stringify(dress) === JSON.stringify(this.#dress)) return;
    // Whoever was in the mirror must not stay with the shell once it is closed, so this is the last that it hears.
    if (!dress) this.#showNobody();
    this.#dress = dress;
    if (!this.#watching) this.#showNobody();
  }

  /** Shows a live view until the returned function is called, with what `guidance` says of it at each moment. */
  watch(view: View, guidance: () => Guidance): () => void {
    this.#turn += 1;
    this.#watching = true;
    void this.#follow(view, guidance, this.#turn);
    return () => {
      this.#turn += 1;
      this.#watching = false;
      this.#showNobody();
    };
  }

  async #follow(view: View, guidance: () => Guidance, turn: number): Promise<void> {
    while (turn === this.#turn) {
      const pause = await this.#show(view, guidance, turn).catch(() => COVERED);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Shows one frame; answers how long to wait for the next. */
  async #show(view: View, guidance: () => Guidance, turn: number): Promise<number> {
    const begun = performance.now();
    if (view.hidden || !this.#isOpen()) {
      this.#showNobody();
      return COVERED;
    }
    const { jpeg } = await view.small(SIDES[this.#size] ?? 480);
    // The mirror may have closed meanwhile.
    const dress = this.#dress;
    if (turn !== this.#turn || !dress) return 0;
    const live = { guidance: guidance(), jpeg: new Uint8Array(jpeg) };
    const taken = await desk.showInMirror(packed({ dress, live }));
    const took = performance.now() - begun;
    this.#fit(took);
    return taken ? Math.max(BETWEEN_FRAMES - took, took / 2) : COVERED;
  }

  #isOpen(): boolean {
    return this.#dress !== null;
  }

  #fit(took: number): void {
    this.#quick = took < QUICK ? this.#quick + 1 : 0;
    if (took > SLOW) this.#size = Math.min(this.#size + 1, SIDES.length - 1);
    if (this.#quick < CALM) return;
    this.#quick = 0;
    this.#size = Math.max(this.#size - 1, 0);
  }

  #showNobody(): void {
    if (!this.#dress) return;
    // Whoever does not hear of it shows nobody after a while all the same.
    void desk.showInMirror(packed({ dress: this.#dress, live: null })).catch(() => false);
  }
}

/** The one of this page. */
export const mirror = new MirrorFeed();
