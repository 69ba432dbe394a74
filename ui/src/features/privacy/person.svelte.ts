import { SvelteSet } from 'svelte/reactivity';
import { asDeskError, desk, type DeletionView, type DeskError, type PersonView, type Whom } from '../../ipc';

/** Stands for the name on all cards that the person collected for others. */
export const COLLECTED = 'collected';

/** Everything that is kept of one person, what of it the operator wants deleted, and that it was. */
export class Person {
  view = $state.raw<PersonView | null>(null);
  error = $state.raw<DeskError | null>(null);
  busy = $state(false);
  /** That it was deleted; none before. */
  receipt = $state.raw<DeletionView | null>(null);
  /** The ids of the orders, forms, links and people of the roster that are to go. */
  readonly chosen = new SvelteSet<string>();

  constructor(private readonly whom: Whom) {}

  /** Orders that can be deleted; one that is not finished may be on its way. */
  readonly finished = $derived(this.view?.orders.filter((order) => order.finished) ?? []);
  readonly unfinished = $derived(this.view?.orders.filter((order) => !order.finished) ?? []);
  readonly nothing = $derived(this.view !== null && this.view.orders.length + this.#others.length === 0);

  /** What there is besides orders, by id. */
  get #others(): string[] {
    const { drafts = [], links = [], people = [], collected = [] } = this.view ?? {};
    const ids = [...drafts, ...links, ...people].map(({ id }) => id);
    return collected.length > 0 ? [...ids, COLLECTED] : ids;
  }

  /** What there is to choose, orders first. */
  get #all(): string[] {
    return [...this.finished.map(({ row }) => row.id), ...this.#others];
  }

  readonly allChosen = $derived(this.#all.every((id) => this.chosen.has(id)));

  /** Looks for what is kept; what is certainly this person's is chosen. */
  async find(): Promise<void> {
    this.error = null;
    try {
      this.view = await desk.findPerson(this.whom);
      this.chosen.clear();
      for (const { row } of this.finished.filter(({ certain }) => certain)) this.chosen.add(row.id);
    } catch (reason) {
      this.error = asDeskError(reason);
    }
  }

  choose(id: string, wanted: boolean): void {
    if (wanted) this.chosen.add(id);
    else this.chosen.delete(id);
  }

  chooseAll(): void {
    for (const id of this.#all) this.chosen.add(id);
  }

  /** Deletes what is chosen. Tells whether it is gone. */
  async forget(): Promise<boolean> {
    if (this.busy || this.chosen.size === 0) return false;
    this.busy = true;
    this.error = null;
    try {
      this.receipt = await desk.forget(this.#chosenOf());
      return true;
    } catch (reason) {
      this.error = asDeskError(reason);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #chosenOf(): Parameters<typeof desk.forget>[0] {
    const { drafts = [], links = [], people = [], collected = [] } = this.view ?? {};
    const wanted = (found: readonly { id: string }[]): string[] =>
      found.map(({ id }) => id).filter((id) => this.chosen.has(id));
    return {
      orders: wanted(this.finished.map(({ row }) => row)),
      drafts: wanted(drafts),
      links: wanted(links),
      people: wanted(people),
      collected: this.chosen.has(COLLECTED) ? collected : [],
    };
  }
}
