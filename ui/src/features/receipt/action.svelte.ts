import { asDeskError, type DeskError, type OrderView } from '../../ipc';

/** One press at an order: busy while the desk works on it, the reason beside it when it did not succeed. */
export class OrderAction {
  busy = $state(false);
  error = $state.raw<DeskError | null>(null);

  /** `changed` is given the order as it stands afterwards. */
  constructor(private readonly changed: (order: OrderView) => void) {}

  /** Runs a command on the order, one at a time. */
  async run(command: () => Promise<OrderView>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      this.changed(await command());
    } catch (reason) {
      this.error = asDeskError(reason);
    } finally {
      this.busy = false;
    }
  }
}
