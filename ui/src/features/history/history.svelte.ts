import {
  asDeskError,
  desk,
  hear,
  type ConnectionView,
  type DeskError,
  type HistoryQuery,
  type OrderedTemplate,
} from '../../ipc';
import { Counts, type StateCounts } from './counts.svelte';
import { dayOf, isCountable, isNarrowed, NO_FILTERS, queryOf, type Filters } from './filters';
import { Orders } from './orders.svelte';

/** A pause in typing, in milliseconds. */
const PAUSE = 200;

/** Everything, only what somebody has to check out at the service, or what the service issued from anywhere. */
export type Scope = 'all' | 'requested' | 'issued';

/** The history as the operator looks at it: what is searched for, what is found, and what can be chosen to filter by. */
export class HistoryView {
  readonly orders = new Orders({});
  connections = $state.raw<readonly ConnectionView[]>([]);
  /** What was ever ordered, at whichever connection, also where the template is gone by now. */
  templates = $state.raw<readonly OrderedTemplate[]>([]);
  error = $state.raw<DeskError | null>(null);
  /** The connection in use is one whose issued badges can be browsed. */
  browsable = $state(false);
  /** How many there are to check out, as `3` or `60+`. */
  requested = $state('0');
  readonly #counts = new Counts();
  #filters = $state.raw<Filters>(NO_FILTERS);
  #scope = $state<Scope>('all');
  #chosen = $state.raw<readonly string[]>([]);
  /** Orders are being selected. */
  choosing = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #counting = 0;
  #choosing = 0;

  readonly narrowed = $derived(isNarrowed(this.#filters));
  /** How many orders stand where; none beside a list of fewer, which a number would contradict. */
  readonly counts: StateCounts = $derived(
    this.#scope === 'all' && isCountable(this.#filters) ? this.#counts.of : {},
  );

  /** `now` tells the time of this computer, for “today”. */
  constructor(readonly now: () => Date) {}

  get filters(): Filters {
    return this.#filters;
  }

  /** The orders that were selected, by their ids. */
  get chosen(): readonly string[] {
    return this.#chosen;
  }

  /** The question the list answers. */
  get query(): HistoryQuery {
    const query = queryOf(this.#filters, dayOf(this.now()));
    return this.#scope === 'requested' ? { ...query, status: 'requested' } : query;
  }

  get scope(): Scope {
    return this.#scope;
  }

  /** Reads the first page, then follows what changes until the returned function is called. */
  open(): () => void {
    this.#ask();
    this.#tally();
    void this.#count();
    void this.#choices();
    const unfollow = [this.orders.follow(), this.#counts.follow()];
    const unhear = hear((event) => {
      if (event.kind === 'orderChanged') void this.#count();
      if (event.kind === 'orderChanged' || event.kind === 'stationChanged') void this.#choices();
    });
    return () => {
      clearTimeout(this.#timer);
      for (const one of unfollow) one();
      unhear();
    };
  }

  /** Begins or ends selecting; what was selected is forgotten with it. */
  choose(choosing: boolean): void {
    this.choosing = choosing;
    this.#chosen = [];
  }

  /** Everything that is in the list by now. */
  chooseAll(): void {
    this.#chosen = this.orders.rows.map(({ id }) => id);
  }

  toggle(order: string): void {
    const others = this.#chosen.filter((one) => one !== order);
    this.#chosen = others.length < this.#chosen.length ? others : [...others, order];
  }

  show(scope: Scope): void {
    this.#scope = scope;
    if (scope !== 'issued') this.#ask();
  }

  filter(part: Partial<Filters>): void {
    const { connection } = this.#filters;
    this.#filters = { ...this.#filters, ...part };
    this.#ask();
    if (this.#filters.connection !== connection) this.#tally();
  }

  /** Text is looked for after a pause in typing. */
  type(part: Partial<Pick<Filters, 'search' | 'from' | 'to'>>): void {
    this.#filters = { ...this.#filters, ...part };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#ask();
    }, PAUSE);
  }

  clear(): void {
    this.filter(NO_FILTERS);
  }

  #ask(): void {
    clearTimeout(this.#timer);
    void this.orders.ask(this.query);
  }

  #tally(): void {
    void this.#counts.ask(this.#filters.connection || null);
  }

  async #count(): Promise<void> {
    const turn = ++this.#counting;
    await this.#try(async () => {
      const { rows, cursor } = await desk.history({ status: 'requested' });
      if (turn !== this.#counting) return;
      this.requested = `${rows.length}${cursor === null ? '' : '+'}`;
    });
  }

  async #choices(): Promise<void> {
    const turn = ++this.#choosing;
    await this.#try(async () => {
      const { connections, current } = await desk.deskState();
      if (turn !== this.#choosing) return;
      this.connections = connections;
      this.browsable = connections.find(({ id }) => id === current)?.kind === 'issueBadge';
      if (!this.browsable && this.#scope === 'issued') this.show('all');
      const templates = await desk.orderedTemplates();
      if (turn === this.#choosing) this.templates = templates;
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (reason) {
      this.error = asDeskError(reason);
    }
  }
}
