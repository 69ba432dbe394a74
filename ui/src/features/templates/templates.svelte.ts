import { asDeskError, desk, type DeskError, type TemplateKind, type TemplateSummary } from '../../ipc';
import { groupsOf, matching, type Group } from './groups';

/** `all` stands for no filter. */
export type KindFilter = TemplateKind | 'all';

function distinct(kinds: readonly TemplateKind[]): TemplateKind[] {
  return kinds.filter((kind, at) => kinds.indexOf(kind) === at);
}

/** The templates of one connection: the list, what is searched for, and which one is chosen. */
export class TemplateList {
  query = $state('');
  kind = $state<KindFilter>('all');
  chosen = $state.raw<TemplateSummary | null>(null);
  error = $state.raw<DeskError | null>(null);
  #all = $state.raw<readonly TemplateSummary[]>([]);
  #loaded = $state(false);
  #connection: string | null = null;

  readonly found = $derived(matching(this.#all, this.query, this.kind));
  readonly narrowed = $derived(this.query.trim() !== '' || this.kind !== 'all');
  readonly groups: Group[] = $derived(groupsOf(this.found, this.narrowed));
  readonly kinds: TemplateKind[] = $derived(distinct(this.#all.map((template) => template.kind)));

  /** `empty` means the service has none; a search that finds none is still `ready`. */
  readonly state: 'loading' | 'empty' | 'ready' = $derived.by(() => {
    if (this.#all.length > 0) return 'ready';
    return this.#loaded ? 'empty' : 'loading';
  });

  /** Shows the templates of a connection; what another connection had is gone at once, also when this one fails. */
  async open(connection: string): Promise<void> {
    if (connection !== this.#connection) this.#forget(connection);
    try {
      const templates = await desk.templates(connection);
      if (connection === this.#connection) this.#show(templates);
    } catch (reason) {
      if (connection === this.#connection) this.#fail(reason);
    }
  }

  async again(): Promise<void> {
    if (this.#connection !== null) await this.open(this.#connection);
  }

  choose(template: TemplateSummary): void {
    this.chosen = template;
  }

  chooseFirst(): void {
    const first = this.groups[0]?.templates[0];
    if (first) this.choose(first);
  }

  clearSearch(): void {
    this.query = '';
    this.kind = 'all';
  }

  /** Shown at once and taken back if it could not be kept. */
  async toggleFavourite(template: TemplateSummary): Promise<void> {
    const favourite = !template.favourite;
    this.#replace({ ...template, favourite });
    try {
      await desk.markFavourite(template.id, favourite);
    } catch (reason) {
      this.#replace(template);
      this.error = asDeskError(reason);
    }
  }

  #forget(connection: string): void {
    this.#connection = connection;
    this.#all = [];
    this.#loaded = false;
    this.chosen = null;
    this.clearSearch();
  }

  #show(templates: readonly TemplateSummary[]): void {
    this.#all = templates;
    this.#loaded = true;
    this.error = null;
  }

  #fail(reason: unknown): void {
    this.error = asDeskError(reason);
    this.#loaded = true;
  }

  #replace(template: TemplateSummary): void {
    this.#all = this.#all.map((one) => (one.id === template.id ? template : one));
  }
}
