import { asDeskError, desk } from '../../ipc';
import type { DeskError, IssuedPageView, IssuedQuery, TemplateView } from '../../ipc';

/** A pause in typing, in milliseconds. */
const PAUSE = 300;

type Filters = Required<Omit<IssuedQuery, 'page' | 'badge'>> & { readonly badge: string };

const NO_FILTERS: Filters = { badge: '', name: '', email: '' };

/** What the service has issued, page by page, whether it came from this desk or not. */
export class IssuedBrowser {
  page = $state.raw<IssuedPageView | null>(null);
  error = $state.raw<DeskError | null>(null);
  asking = $state(false);
  templates = $state.raw<readonly TemplateView[]>([]);
  #filters = $state.raw<Filters>(NO_FILTERS);
  #wanted = 1;
  #question = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly narrowed = $derived(Object.values(this.#filters).some((text) => text.trim() !== ''));

  get filters(): Filters {
    return this.#filters;
  }

  /** Reads the first page; the returned function stops what is still to be asked. */
  open(): () => void {
    void this.turn(1);
    void this.#choices();
    return () => {
      clearTimeout(this.#timer);
      this.#question += 1;
    };
  }

  /** Text is looked for after a pause in typing. */
  type(part: Partial<Filters>): void {
    this.#filters = { ...this.#filters, ...part };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.turn(1), PAUSE);
  }

  clear(): void {
    this.#filters = NO_FILTERS;
    void this.turn(1);
  }

  /** Asks for a page, counted from 1. */
  async turn(page: number): Promise<void> {
    clearTimeout(this.#timer);
    const question = ++this.#question;
    this.#wanted = page;
    this.asking = true;
    const { badge, name, email } = this.#filters;
    const query = { badge: badge || null, name: name.trim(), email: email.trim(), page };
    try {
      const answer = await desk.browseIssued(query);
      if (question !== this.#question) return;
      this.page = answer;
      this.error = null;
    } catch (reason) {
      if (question !== this.#question) return;
      this.error = asDeskError(reason);
    }
    this.asking = false;
  }

  /** The page that could not be read, once more. */
  again(): void {
    void this.turn(this.#wanted);
  }

  async #choices(): Promise<void> {
    try {
      this.templates = (await desk.templates()).templates;
    } catch {
      // Without the names of the badges one can still look for people.
      this.templates = [];
    }
  }
}
