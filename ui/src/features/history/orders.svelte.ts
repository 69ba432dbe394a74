import { asDeskError, desk, hear, type DeskError, type HistoryQuery, type OrderRow } from '../../ipc';

/** Changes come in bursts, one for each step of an order; they are shown together. */
export const BURST = 150;

/** A list of orders, newest first, read page by page and kept fresh while it is shown. */
export class Orders {
  error = $state.raw<DeskError | null>(null);
  #rows = $state.raw<readonly OrderRow[]>([]);
  #cursor = $state.raw<string | null>(null);
  #state = $state<'loading' | 'more' | 'ready'>('loading');
  #query: HistoryQuery;
  #question = 0;

  constructor(query: HistoryQuery) {
    this.#query = query;
  }

  get rows(): readonly OrderRow[] {
    return this.#rows;
  }

  /** `loading` while there is nothing to show yet, `more` while the next page is on its way. */
  get state(): 'loading' | 'more' | 'ready' {
    return this.#state;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Asks for something else; what was asked before is not shown any more when it arrives. */
  async ask(query: HistoryQuery): Promise<void> {
    this.#query = query;
    this.#state = 'loading';
    await this.#read(0);
  }

  /** Reads again as much as is shown, without taking it away meanwhile. */
  async refresh(): Promise<void> {
    await this.#read(this.#rows.length);
  }

  async more(): Promise<void> {
    const cursor = this.#cursor;
    if (cursor === null || this.#state !== 'ready') return;
    this.#state = 'more';
    await this.#answer(async () => {
      const page = await desk.history({ ...this.#query, cursor });
      return { rows: [...this.#rows, ...page.rows], cursor: page.cursor };
    });
  }

  /** Shows every change of an order, until the returned function is called. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unhear = hear((event) => {
      // A connection that is stopped or mended changes what is said of every order that waits for it.
      if (event.kind !== 'orderChanged' && event.kind !== 'stationChanged') return;
      clearTimeout(timer);
      timer = setTimeout(() => void this.refresh(), BURST);
    });
    return () => {
      clearTimeout(timer);
      unhear();
    };
  }

  /** Reads from the top until at least `least` rows are there. */
  async #read(least: number): Promise<void> {
    const query = this.#query;
    await this.#answer(async () => {
      let page = await desk.history(query);
      let rows = page.rows;
      while (page.cursor !== null && rows.length < least) {
        page = await desk.history({ ...query, cursor: page.cursor });
        rows = [...rows, ...page.rows];
      }
      return { rows, cursor: page.cursor };
    });
  }

  async #answer(read: () => Promise<{ rows: readonly OrderRow[]; cursor: string | null }>): Promise<void> {
    const question = ++this.#question;
    try {
      const { rows, cursor } = await read();
      if (question !== this.#question) return;
      this.#rows = rows;
      this.#cursor = cursor;
      this.error = null;
    } catch (reason) {
      if (question !== this.#question) return;
      this.error = asDeskError(reason);
    }
    this.#state = 'ready';
  }
}
