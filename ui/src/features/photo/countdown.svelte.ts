/** The seconds between shutter and shot. */
export class Countdown {
  /** Seconds left; 0 while nothing is counted. */
  left = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Calls `done` after so many seconds, at once for 0. A count that runs is left alone: a second press is impatience. */
  start(seconds: number, done: () => void): void {
    if (this.left > 0) return;
    if (seconds <= 0) {
      done();
      return;
    }
    this.left = Math.ceil(seconds);
    this.#timer = setInterval(() => {
      this.left -= 1;
      if (this.left > 0) return;
      this.cancel();
      done();
    }, 1000);
  }

  cancel(): void {
    clearInterval(this.#timer);
    this.left = 0;
  }
}
