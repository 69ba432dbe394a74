import {
  asDeskError,
  desk,
  hear,
  type DeskError,
  type DeskErrorCode,
  type OrderView,
  type ReissueReason,
  type TemplateView,
} from '../../ipc';

/** One order, followed while it is looked at, and what the operator does with it. */
export class OrderPage {
  view = $state.raw<OrderView | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** Something was asked for and is not answered yet. */
  busy = $state(false);
  #templates = $state.raw<readonly TemplateView[]>([]);
  #question = 0;

  /** The fields that hold numbers, as far as the order's template is known here. */
  readonly numbers: readonly string[] = $derived.by(() => {
    const template = this.#templates.find(({ id }) => id === this.view?.templateId);
    const numbers = template?.fields.filter(({ kind }) => kind.kind === 'number') ?? [];
    return numbers.map(({ name }) => name);
  });

  constructor(readonly id: string) {}

  /** Reads the order, then follows what changes until the returned function is called. */
  open(): () => void {
    void this.read();
    void this.#kinds();
    return hear((event) => {
      if (event.kind === 'orderChanged' && event.id === this.id) void this.#follow();
      // While it waits, what holds it may have been mended.
      if (event.kind === 'stationChanged' && this.view?.row.held) void this.#follow();
    });
  }

  async read(): Promise<void> {
    await this.#answer(() => desk.order(this.id));
  }

  /** Reads what changed. An order that is gone was forgotten on the operator's word: whoever did that says so. */
  async #follow(): Promise<void> {
    await this.#answer(() => desk.order(this.id), 'noSuchOrder');
  }

  /** Does one thing at a time; the answer is the order as it stands then. */
  async change(work: (order: string) => Promise<OrderView>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.#answer(() => work(this.id));
    this.busy = false;
  }

  /** Opens the form with what was ordered; tells whether it is open. */
  async again(): Promise<boolean> {
    return this.#opened(() => desk.orderAgain(this.id));
  }

  /** Opens the form for another one in its place, for a reason; tells whether it is open. */
  async reissue(reason: ReissueReason): Promise<boolean> {
    return this.#opened(() => desk.reissueOrder(this.id, reason));
  }

  async #opened(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
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

  async #kinds(): Promise<void> {
    try {
      this.#templates = (await desk.templates()).templates;
    } catch {
      // Without its template an order is shown all the same, its numbers as they were sent.
    }
  }

  async #answer(work: () => Promise<OrderView>, untold?: DeskErrorCode): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await work();
      if (question !== this.#question) return;
      this.view = view;
      this.error = null;
    } catch (reason) {
      const error = asDeskError(reason);
      if (question === this.#question && error.code !== untold) this.error = error;
    }
  }
}
