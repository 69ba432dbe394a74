import { asDeskError, desk, type DeskError, type OrderRow, type OrderState } from '../../ipc';
import { isPaused, needsLook } from './standing';

/** What can be done with several orders at once. */
export type BulkAction = 'retry' | 'cancel' | 'setAside';

/** In which states an order can be retried, taken back, or set aside. A service that asked to wait is waited for. */
const FITTING: Readonly<Record<BulkAction, readonly OrderState[]>> = {
  retry: ['waiting', 'blocked'],
  cancel: ['waiting', 'notTaken', 'blocked'],
  setAside: ['refused'],
};

const COMMANDS: Readonly<Record<BulkAction, (order: string) => Promise<unknown>>> = {
  retry: (order) => desk.retryOrder(order),
  cancel: (order) => desk.cancelOrder(order),
  setAside: (order) => desk.setAsideOrder(order),
};

export const BULK_ACTIONS = Object.keys(FITTING) as readonly BulkAction[];

/** Orders that can be deleted; one that is not finished may be on its way, and the desk keeps it. */
export function finishedOf(rows: readonly OrderRow[]): OrderRow[] {
  return rows.filter(
    ({ state, dealtWithAt }) => state === 'accepted' || state === 'cancelled' || dealtWithAt !== null,
  );
}

/** One command for many orders, one after the other; what fails leaves the others as they are. */
export class Bulk {
  /** How many are done, of how many; nothing while none is worked on. */
  running = $state.raw<{ readonly done: number; readonly count: number } | null>(null);
  /** How many the last command changed, and how many it could not; nothing before the first. */
  outcome = $state.raw<{
    readonly changed: number;
    readonly failed: number;
    readonly error: DeskError | null;
  } | null>(null);
  #stopped = false;

  /** Those of the orders that fit. */
  fitting(action: BulkAction, rows: readonly OrderRow[]): OrderRow[] {
    const fits = rows.filter(({ state }) => FITTING[action].includes(state));
    return action === 'retry' ? fits.filter((row) => !isPaused(row) && !needsLook(row)) : fits;
  }

  stop(): void {
    this.#stopped = true;
  }

  async run(action: BulkAction, rows: readonly OrderRow[]): Promise<void> {
    if (this.running) return;
    const orders = this.fitting(action, rows);
    let [changed, failed] = [0, 0];
    let error: DeskError | null = null;
    this.#stopped = false;
    this.outcome = null;
    for (const { id } of orders) {
      this.running = { done: changed + failed, count: orders.length };
      try {
        await COMMANDS[action](id);
        changed += 1;
      } catch (reason) {
        failed += 1;
        error ??= asDeskError(reason);
      }
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- the operator may have stopped it meanwhile
      if (this.#stopped) break;
    }
    this.running = null;
    this.outcome = { changed, failed, error };
  }
}
