/** The pause in typing after which what is typed is kept, in milliseconds. */
const PAUSE = 200;

/** Saves behind the operator's back: after a pause, one at a time, and always the last state. */
export class Autosave {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | null = null;
  #wanted = false;

  /** `save` keeps everything as it stands when it is called, and answers whether it could. */
  constructor(private readonly save: () => Promise<boolean>) {}

  /** Something changed: it is saved after the next pause. */
  touch(): void {
    this.#wanted = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Saves now what is not saved yet, and answers when nothing is on its way; false if it could not be kept. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    let kept = true;
    while (kept && (this.#wanted || this.#running)) kept = await (this.#running ?? this.#begin());
    return kept;
  }

  /** Forgets what was waiting to be saved: it belongs to nobody any more. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#wanted = false;
  }

  #begin(): Promise<boolean> {
    this.#wanted = false;
    this.#running = this.save().then((kept) => {
      this.#running = null;
      // Not kept means still to be kept: the next change or flush tries again.
      if (!kept) this.#wanted = true;
      return kept;
    });
    return this.#running;
  }
}
