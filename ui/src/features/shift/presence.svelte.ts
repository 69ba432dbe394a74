import { desk, type Cover } from '../../ipc';

/** What somebody at the counter does: any of these says that they are there. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
const MINUTE = 60_000;

/** Whether somebody uses the counter. Who does nothing for so many minutes is taken to be away, until they say otherwise. */
export class Presence {
  #cover = $state<Cover>('none');
  #minutes = 0;
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whoever remembers for the next page why this one is covered hears of each change. */
  constructor(private readonly tell: (cover: Cover) => void = () => undefined) {}

  get away(): boolean {
    return this.#cover !== 'none';
  }

  /** The counter is covered because a shift begins: nobody has said yet who is there. */
  get begins(): boolean {
    return this.#cover === 'shiftBegins';
  }

  /** Covers the counter until somebody says that they are there, which nothing else does for them. */
  cover(why: Cover): void {
    if (why !== 'none' || !this.away) this.#become(why);
  }

  /** Watches a window until the returned function is called; 0 minutes watch nobody. */
  watch(target: Window, minutes: number): () => void {
    const seen = (): void => {
      this.#seen();
    };
    this.#minutes = minutes;
    for (const sign of SIGNS) target.addEventListener(sign, seen, { capture: true, passive: true });
    // Watching anew says nothing of whether somebody is there: what is covered stays so.
    this.#last = Date.now();
    this.#wait(minutes * MINUTE);
    return () => {
      clearTimeout(this.#timer);
      for (const sign of SIGNS) target.removeEventListener(sign, seen, { capture: true });
    };
  }

  /** Somebody is there again. */
  comeBack(): void {
    if (this.away) this.#become('none');
    this.#last = Date.now();
    this.#wait(this.#minutes * MINUTE);
  }

  /** The timer stands still while the computer sleeps: the first sign after that is of whoever woke it. */
  #seen(): void {
    const now = Date.now();
    const left = this.#minutes > 0 && now - this.#last > this.#minutes * MINUTE;
    this.#last = now;
    if (left && !this.away) this.cover('away');
  }

  #become(cover: Cover): void {
    this.#cover = cover;
    this.tell(cover);
  }

  /** One timer, however much the pointer moves. A computer that slept has been left alone, too. */
  #wait(time: number): void {
    clearTimeout(this.#timer);
    if (this.#minutes === 0) return;
    this.#timer = setTimeout(() => {
      const left = this.#last + this.#minutes * MINUTE - Date.now();
      if (left > 0) this.#wait(left);
      else if (!this.away) this.cover('away');
    }, time);
  }
}

/** Where it cannot be told, the page is whole all the same, and nobody at the counter could do anything about it. */
export const presence = new Presence((cover) => void desk.coverCounter(cover).catch(() => undefined));
