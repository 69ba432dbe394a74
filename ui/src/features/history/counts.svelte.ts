import { desk, hear, type OrderCounts } from '../../ipc';
import type { StateFilter } from './filters';
import { BURST } from './orders.svelte';

/** How many orders there are behind each way to filter by state. */
export type StateCounts = Readonly<Partial<Record<StateFilter, number>>>;

function byState(counts: OrderCounts): StateCounts {
  const { waiting, sending, accepted, unknown, refused, blocked, cancelled } = counts;
  const any = waiting + sending + accepted + unknown + refused + blocked + cancelled;
  return { any, needsYou: counts.needsYou, waiting, sending, accepted, unknown, refused, blocked, cancelled };
}

/** How many orders stand where, of one connection or of all. They are of use only beside a list, which says itself what
 * cannot be read: without an answer there are none. */
export class Counts {
  #of = $state.raw<StateCounts>({});
  #connection: string | null = null;
  #question = 0;

  get of(): StateCounts {
    return this.#of;
  }

  /** Counts the orders of a connection; those of none are those of all. */
  async ask(connection: string | null): Promise<void> {
    this.#connection = connection;
    const question = ++this.#question;
    const counts = await desk.orderCounts(connection).then(byState, () => ({}));
    if (question === this.#question) this.#of = counts;
  }

  /** Counts again after every change of an order, until the returned function is called. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unhear = hear((event) => {
      if (event.kind !== 'orderChanged' && event.kind !== 'stationChanged') return;
      clearTimeout(timer);
      timer = setTimeout(() => void this.ask(this.#connection), BURST);
    });
    return () => {
      clearTimeout(timer);
      unhear();
    };
  }
}
