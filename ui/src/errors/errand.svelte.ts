import { asDeskError, type DeskError } from '../ipc';

/** One thing asked of the desk at a time: busy while it works, the reason when it did not succeed. */
export class Errand {
  busy = $state(false);
  error = $state.raw<DeskError | null>(null);

  /** Tells whether it succeeded; a second press while it works does nothing. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    try {
      await work();
      return true;
    } catch (reason) {
      this.error = asDeskError(reason);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
