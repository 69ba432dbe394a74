import { asDeskError, type DeskError } from '../../ipc';

/** Why the last picture was not taken in. */
export type Trouble = { kind: 'desk'; error: DeskError } | { kind: 'severalFiles' };

/** What a picture waits for: the operator at the native dialog, its address, or the desk that takes it in. */
export type Wait = 'choosing' | 'fetching' | 'taking';

/** One thing done with a picture at a time: what it waits for, and why it failed. */
export class Attempt {
  wait = $state<Wait | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  #turn = new AbortController();

  /** Runs `work`, whose signal says when nobody waits for it any more; tells whether it succeeded. */
  async run(wait: Wait, work: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    this.cancel();
    const { signal } = (this.#turn = new AbortController());
    this.wait = wait;
    this.trouble = null;
    try {
      return await work(signal);
    } catch (reason) {
      if (!signal.aborted) this.fail(reason);
      return false;
    } finally {
      if (!signal.aborted) this.wait = null;
    }
  }

  /** What is being done goes on to something else. */
  goOn(wait: Wait): void {
    this.wait = wait;
  }

  fail(reason: unknown): void {
    this.trouble = { kind: 'desk', error: asDeskError(reason) };
  }

  /** Waits no longer; what arrives all the same is wanted by nobody. */
  cancel(): void {
    this.#turn.abort();
    this.wait = null;
  }

  /** Somebody else is at the counter: what the person before waited for is no concern of theirs. */
  forget(): void {
    this.cancel();
    this.trouble = null;
  }
}

/** Whether the answer came while somebody still waited for it. A later one, or a later failure, is let go of. */
export async function cameInTime(answer: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  const left = new Promise<boolean>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(false);
    });
  });
  const came = await Promise.race([answer.then(() => true), left]);
  return came && !signal.aborted;
}
