import { asDeskError, type DeskError } from '../../ipc';

/** Why the last picture was not taken in. */
export type Trouble = { kind: 'desk'; error: DeskError } | { kind: 'severalFiles' };

/** What a picture waits for: the operator at the native dialog, its address, or the desk that takes it in. */
export type Wait = 'choosing' | 'fetching' | 'taking';

/** One thing done with a picture at a time: what it waits for, and why it failed. */
export class Attempt {
  wait = $state<Wait | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  #turn = 0;

  /** Runs `work`, which is told how to ask whether anybody still waits for it; tells whether it succeeded. */
  async run(wait: Wait, work: (wanted: () => boolean) => Promise<boolean>): Promise<boolean> {
    const turn = (this.#turn += 1);
    const wanted = (): boolean => turn === this.#turn;
    this.wait = wait;
    this.trouble = null;
    try {
      return await work(wanted);
    } catch (reason) {
      if (wanted()) this.fail(reason);
      return false;
    } finally {
      if (wanted()) this.wait = null;
    }
  }

  fail(reason: unknown): void {
    this.trouble = { kind: 'desk', error: asDeskError(reason) };
  }

  /** Waits no longer; what arrives all the same is wanted by nobody. */
  cancel(): void {
    this.#turn += 1;
    this.wait = null;
  }

  /** Somebody else is at the counter: what the person before waited for is no concern of theirs. */
  forget(): void {
    this.cancel();
    this.trouble = null;
  }
}
