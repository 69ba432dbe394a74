import { asDeskError, desk, type DeskError, type OrderView } from '../../ipc';

/** States that end by themselves within an attempt. */
const UNDER_WAY: readonly OrderView['row']['state'][] = ['waiting', 'sending'];

/** The order that was just placed, followed from the desk to its answer. */
export class Ordering {
  /** The order, and whether its first attempt is still under way. */
  order = $state.raw<OrderView | null>(null);
  underWay = $state(false);
  /** Whole seconds since it was placed. */
  seconds = $state(0);
  error = $state.raw<DeskError | null>(null);
  #question = 0;
  /** It changed while its attempt was waited for: the answer may be from before that. */
  #missed = false;
  #clock: ReturnType<typeof setInterval> | undefined;

  /** `ended` is called with the order once its first attempt has ended, if somebody still looks at it. */
  constructor(private readonly ended: (order: OrderView) => Promise<void>) {}

  /** Shows the order and waits for the end of its attempt. */
  async follow(order: OrderView): Promise<void> {
    this.order = order;
    this.error = null;
    this.seconds = 0;
    this.underWay = UNDER_WAY.includes(order.row.state);
    this.#missed = false;
    this.#clock = setInterval(() => (this.seconds += 1), 1000);
    try {
      const settled = await desk.settled(order.row.id);
      if (!this.#shows(order)) return;
      this.#stop();
      this.order = settled;
      if (this.#isStale(settled)) void this.refresh(order.row.id);
      await this.ended(settled);
    } catch (reason) {
      if (this.#shows(order)) this.error = asDeskError(reason);
    } finally {
      if (this.#shows(order)) this.#stop();
    }
  }

  /** Reads the order again, after the desk told that it changed. */
  async refresh(id: string): Promise<void> {
    if (!this.#isAt(id)) return;
    if (this.underWay) {
      this.#missed = true;
      return;
    }
    const question = ++this.#question;
    try {
      const order = await desk.order(id);
      if (this.#shows(order) && question === this.#question) this.order = order;
    } catch (reason) {
      if (this.#isAt(id) && question === this.#question) this.error = asDeskError(reason);
    }
  }

  /** Looks away; the order goes on without being watched. */
  leave(): void {
    this.#stop();
    this.order = null;
    this.error = null;
  }

  #isStale({ row }: OrderView): boolean {
    return this.#missed && UNDER_WAY.includes(row.state);
  }

  #shows(order: OrderView): boolean {
    return this.#isAt(order.row.id);
  }

  #isAt(id: string): boolean {
    return this.order?.row.id === id;
  }

  #stop(): void {
    clearInterval(this.#clock);
    this.underWay = false;
  }
}
