import { asDeskError, desk, DeskError } from '../../ipc';
import type { TemplateChange, TemplateList, TemplateSettings, TemplateView } from '../../ipc';
import { GoneTemplates } from './gone.svelte';
import { groupsOf, kindsOf, matching, type Group, type KindFilter } from './groups';

/** So old, in milliseconds, a list gets while somebody looks at it; ours to choose: an office adds a template at most a
 * few times a day, and wants it at once when it does. */
const FRESH = 10 * 60_000;
/** How often it is looked whether the list is too old, in milliseconds. */
const LOOK = 60_000;

/** What the office sets for a template, made of the template as it stands when its turn has come. */
export type SettingsChange = (template: TemplateView) => TemplateSettings;

/** The templates of the current connection: the list, what is searched for, and which one is chosen. */
export class TemplatePicker {
  query = $state('');
  kind = $state<KindFilter>('all');
  /** The id of the template the enrolment is for; whoever owns the enrolment sets it. */
  chosen = $state<string | null>(null);
  error = $state.raw<DeskError | null>(null);
  readonly gone = new GoneTemplates();
  #list = $state.raw<TemplateList | null>(null);
  #asking = $state(true);
  /** The operator did not want to wait for the first list any longer. */
  #stopped = $state(false);
  #question = 0;
  #change = 0;
  /** When the service was asked last, as milliseconds of the clock. */
  #askedAt = 0;
  #connection: string | null = null;
  /** The change of settings that is kept last. */
  #settling: Promise<unknown> = Promise.resolve();

  readonly all: readonly TemplateView[] = $derived(this.#list?.templates ?? []);
  readonly kinds = $derived(kindsOf(this.all));
  readonly found = $derived(matching(this.all, this.query, this.kind));
  readonly narrowed = $derived(this.query.trim() !== '' || this.kind !== 'all');
  readonly groups: Group[] = $derived(groupsOf(this.found, this.narrowed));

  /** The desk has said what it keeps of this connection, or why it cannot. */
  readonly told: boolean = $derived(this.#list !== null || this.error !== null);

  /** When the service last told the list that is shown. */
  readonly readAt: string | null = $derived(this.#list?.readAt ?? null);

  /** `empty` means the service has none; a search that finds none is still `ready`. `stopped` means nobody waits for it. */
  readonly state: 'loading' | 'stopped' | 'empty' | 'ready' = $derived.by(() => {
    if (this.all.length > 0) return 'ready';
    if (this.#asking) return 'loading';
    return this.#stopped ? 'stopped' : 'empty';
  });

  /** Why the list is not fresh: the kept one is shown all the same. */
  readonly problem: DeskError | null = $derived.by(() => {
    const problem = this.#list?.problem;
    return this.error ?? (problem ? asDeskError(problem) : null);
  });

  /** `choose` is called with the template the operator wants. */
  constructor(readonly choose: (template: TemplateView) => void) {}

  /** Shows at once what is kept of the connection that is current now, then what its service says. */
  async open(connection: string): Promise<void> {
    if (connection !== this.#connection) this.#forget(connection);
    await this.#show(() => desk.templates());
    if (connection === this.#connection) await this.refresh();
  }

  /** Shows what is kept: what was ordered since then is among the recents. */
  async recall(): Promise<void> {
    if (this.#connection !== null && !this.#asking) await this.#show(() => desk.templates());
  }

  /** The service is being asked. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Asks the service itself. */
  async refresh(): Promise<void> {
    const question = (this.#question += 1);
    this.#askedAt = Date.now();
    this.#asking = true;
    this.#stopped = false;
    await this.#show(() => desk.refreshTemplates());
    if (question === this.#question) this.#asking = false;
  }

  /** Reads an old list again while the window is in sight and `mayChange` says that nobody is in the midst of
   * something, until the returned function is called. */
  keepFresh(mayChange: () => boolean): () => void {
    const timer = setInterval(() => {
      const old = Date.now() - this.#askedAt >= FRESH;
      if (old && this.#connection !== null && !this.#asking && !document.hidden && mayChange())
        void this.refresh();
    }, LOOK);
    return () => {
      clearInterval(timer);
    };
  }

  /** Waits no longer for the service; a list that arrives all the same is welcome. */
  stop(): void {
    this.#question += 1;
    this.#asking = false;
    this.#stopped = true;
  }

  /** What changed in a template since the list was read before. */
  changeOf(template: TemplateView): TemplateChange | undefined {
    return this.#list?.changes.find((change) => change.template === template.id);
  }

  /** Keeps what the office sets for a template: one change after the other, each of the settings that the one before
   * has left. Answers why it could not be kept, for whoever set it. */
  keepSettings(template: string, change: SettingsChange): Promise<DeskError | null> {
    const kept = this.#settling.then(() => this.#keepNext(template, change));
    this.#settling = kept;
    return kept;
  }

  /** Shows a list that the desk answered elsewhere. */
  take(list: TemplateList): void {
    this.#list = list;
    this.gone.hear(list);
    this.error = null;
  }

  chooseFirst(): void {
    const first = this.groups[0]?.templates[0];
    if (first) this.choose(first);
  }

  clearSearch(): void {
    this.query = '';
    this.kind = 'all';
  }

  async toggleFavourite(template: TemplateView): Promise<void> {
    await this.#keep(() => desk.setFavourite(template.id, !template.favourite));
  }

  async #keepNext(template: string, change: SettingsChange): Promise<DeskError | null> {
    let failure: DeskError | null = null;
    const save = async (): Promise<TemplateList> => {
      const { templates } = await desk.templates();
      const now = templates.find(({ id }) => id === template);
      if (!now) throw new DeskError('templateGone', template);
      return desk.saveTemplateSettings(template, change(now));
    };
    await this.#keep(() =>
      save().catch((reason: unknown) => {
        failure = asDeskError(reason);
        return null;
      }),
    );
    return failure;
  }

  #forget(connection: string): void {
    this.#connection = connection;
    this.#list = null;
    this.gone.forget();
    this.#question += 1;
    this.#asking = true;
    this.#stopped = false;
    this.error = null;
    this.clearSearch();
  }

  /** Of several changes the latest tells how the list stands. */
  async #keep(change: () => Promise<TemplateList | null>): Promise<void> {
    const turn = (this.#change += 1);
    await this.#show(change, () => turn === this.#change);
  }

  /** An answer that arrives after the connection was left belongs to nobody any more. */
  async #show(question: () => Promise<TemplateList | null>, latest = () => true): Promise<void> {
    const connection = this.#connection;
    try {
      const list = await question();
      if (list === null || connection !== this.#connection || !latest()) return;
      this.take(list);
    } catch (reason) {
      if (connection === this.#connection) this.error = asDeskError(reason);
    }
  }
}
