/** What somebody at the counter does: any of these says that they are there. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
const MINUTE = 60_000;

/** Whether somebody uses the counter. Who does nothing for so many minutes is taken to be away, until they say otherwise. */
export class Presence {
  #away = $state(false);
  #begins = $state(false);
  #minutes = 0;
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get away(): boolean {
    return this.#away;
  }

  /** The counter is covered because a shift begins: nobody has said yet who is there. */
  get begins(): boolean {
    return this.#begins;
  }

  /** Covers the counter until somebody says who begins. */
  begin(): void {
    this.#begins = true;
    this.#away = true;
  }

  /** Watches a window until the returned function is called; 0 minutes watch nobody. */
  watch(target: Window, minutes: number): () => void {
    const seen = (): void => {
      this.#last = Date.now();
    };
    this.#minutes = minutes;
    for (const sign of SIGNS) target.addEventListener(sign, seen, { capture: true, passive: true });
    this.comeBack();
    return () => {
      clearTimeout(this.#timer);
      for (const sign of SIGNS) target.removeEventListener(sign, seen, { capture: true });
    };
  }

  /** Somebody is there again. */
  comeBack(): void {
    this.#away = false;
    this.#begins = false;
    this.#last = Date.now();
    this.#wait(this.#minutes * MINUTE);
  }

  /** One timer, however much the pointer moves. A computer that slept has been left alone, too. */
  #wait(time: number): void {
    clearTimeout(this.#timer);
    if (this.#minutes === 0) return;
    this.#timer = setTimeout(() => {
      const left = this.#last + this.#minutes * MINUTE - Date.now();
      if (left > 0) this.#wait(left);
      else this.#away = true;
    }, time);
  }
}

export const presence = new Presence();
