import { asDeskError, desk, type DeskError, type Problem } from '../../ipc';
import { nameOf } from '../connections/names';
import { NEEDS_YOU } from '../history/filters';
import { Orders } from '../history/orders.svelte';
import { needsLook } from '../history/standing';

/** The lists of the outbox, the one that needs somebody first. */
export type ListName = 'needsYou' | 'sending' | 'waiting';

/** The orders that are not answered for sure, and what can be done with each of them. */
export class OutboxView {
  readonly lists: readonly { readonly name: ListName; readonly orders: Orders }[] = [
    { name: 'needsYou', orders: new Orders({ states: NEEDS_YOU, openOnly: true }) },
    { name: 'sending', orders: new Orders({ states: ['sending'] }) },
    { name: 'waiting', orders: new Orders({ states: ['waiting', 'notTaken'] }) },
  ];
  error = $state.raw<DeskError | null>(null);
  /** The order something is being done with. */
  busy = $state<string | null>(null);

  /** What the operator has to mend before anything waiting leaves, once for each connection. */
  readonly held: readonly { readonly connection: string; readonly problem: Problem }[] = $derived.by(() => {
    const rows = this.lists
      .flatMap(({ orders }) => orders.rows)
      .filter((row) => row.held?.mend && !needsLook(row));
    const first = rows.filter(
      (row, at) => rows.findIndex((one) => one.connectionId === row.connectionId) === at,
    );
    return first.flatMap((row) =>
      row.held
        ? [
            {
              connection: nameOf({ environment: row.environment, name: row.connection }),
              problem: row.held.problem,
            },
          ]
        : [],
    );
  });
  readonly loading = $derived(
    this.lists.some(({ orders }) => orders.state === 'loading' && orders.rows.length === 0),
  );
  readonly isEmpty = $derived(this.lists.every(({ orders }) => orders.rows.length === 0));
  readonly problem = $derived(
    this.error ?? this.lists.find(({ orders }) => orders.error)?.orders.error ?? null,
  );

  /** Reads the lists, then follows what changes until the returned function is called. */
  open(): () => void {
    void this.refresh();
    const ends = this.lists.map(({ orders }) => orders.follow());
    return () => {
      for (const end of ends) end();
    };
  }

  async refresh(): Promise<void> {
    await Promise.all(this.lists.map(({ orders }) => orders.refresh()));
  }

  async retry(order: string): Promise<void> {
    await this.#change(order, () => desk.retryOrder(order));
  }

  async takeBack(order: string): Promise<void> {
    await this.#change(order, () => desk.cancelOrder(order));
  }

  /** Nobody has to look after a refused order any more. */
  async setAside(order: string): Promise<void> {
    await this.#change(order, () => desk.setAsideOrder(order));
  }

  /** Opens the form with what a refused order held; tells whether it is open. */
  async correct(order: string): Promise<boolean> {
    return this.#change(order, () => desk.orderAgain(order));
  }

  async #change(order: string, work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = order;
    this.error = null;
    try {
      await work();
      await this.refresh();
      return true;
    } catch (reason) {
      this.error = asDeskError(reason);
      return false;
    } finally {
      this.busy = null;
    }
  }
}
