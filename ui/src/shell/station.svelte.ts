import { knowConnections } from '../errors';
import { asDeskError, desk, hear } from '../ipc';
import type { ConnectionView, DeskError, DeskView, PageHistory, UnwrittenView } from '../ipc';
import { pageCrashedWithCamera } from '../features/photo/live-mark';
import { language, languageFor } from '../i18n';
import { keymap } from '../keys/keymap.svelte';
import { wearEnvironment, wearTheme } from '../theme/theme';

/**
 * Closing waits for so many answers, shows the orders whose answers came meanwhile, would lose so many orders that are
 * not finished, or what became of some that cannot be written down.
 */
export type Closing =
  | { readonly sending: number }
  | { readonly answered: readonly string[] }
  | { readonly loses: number }
  | { readonly unwritten: readonly UnwrittenView[] };

/** What the whole window goes by: connections, settings, the ledger's state, how many orders stand where. */
export class Station {
  /** Why the desk could not be asked; a desk that was asked once goes on with what it said. */
  error = $state.raw<DeskError | null>(null);
  /** What closing waits for; nothing while nobody wants to close the window. */
  closing = $state.raw<Closing | null>(null);
  /** The page crashed or hung before: the camera stays off until asked for. */
  past = $state.raw<PageHistory>({ loadedAgain: false, keepsFailing: false, covered: 'none' });
  /** `past` is the desk's answer and not a guess. */
  pastIsTold = $state(false);
  /** The desk could not say what the page did before. */
  pastIsLost = $state(false);
  /** The operator has read that the page was loaded again. */
  pastIsRead = $state(false);
  /** How often the connection in use was edited: what was read by it before may be of another office. */
  edition = $state(0);
  #view = $state.raw<DeskView | null>(null);
  /** How many questions were asked, and which of them is answered on the screen. */
  #asked = 0;
  #shown = 0;

  readonly connection: ConnectionView | null = $derived.by(() => {
    const view = this.#view;
    return view?.connections.find((one) => one.id === view.current) ?? null;
  });

  get view(): DeskView | null {
    return this.#view;
  }

  /** Asks the desk for its state, then hears every change until the returned function is called. */
  open(): () => void {
    void this.ask(() => desk.deskState());
    void this.#remember();
    // What waits for the network need not wait for the next look. If nobody can be told, the next look comes all the same.
    const networkIsBack = () => void desk.networkCameBack().catch(() => undefined);
    window.addEventListener('online', networkIsBack);
    const hearNoMore = hear((event) => {
      if (event.kind === 'closing') this.closing = { sending: event.sending };
      if (event.kind === 'wouldLose') this.closing = { loses: event.orders };
      if (event.kind === 'notWritten') this.closing = { unwritten: event.orders };
      if (event.kind === 'readyToClose') this.closing = { answered: event.orders };
      if (event.kind === 'stationChanged') void this.ask(() => desk.deskState());
    });
    return () => {
      window.removeEventListener('online', networkIsBack);
      hearNoMore();
    };
  }

  /** Runs a command that answers with the desk's new state, and shows that state. Tells whether it succeeded. */
  async ask(question: () => Promise<DeskView>): Promise<boolean> {
    try {
      await this.run(question);
      return true;
    } catch (reason) {
      this.error = asDeskError(reason);
      return false;
    }
  }

  /** The same for who has words of its own for what goes wrong: it fails with the reason. An answer that comes after
   * the answer to a later question is not shown: nobody knows which of the two is newer, so the desk is asked again. */
  async run(question: () => Promise<DeskView>): Promise<void> {
    const turn = ++this.#asked;
    const view = await question();
    if (turn < this.#shown) return void this.ask(() => desk.deskState());
    this.#shown = turn;
    this.show(view);
  }

  /** Takes over a state that some command answered: every word, key and colour follows it. */
  show(view: DeskView): void {
    this.#view = view;
    this.error = null;
    language.choose(languageFor(view.settings.language ?? 'system', view.locale));
    knowConnections(view.connections);
    keymap.use(view.settings.keys ?? {});
    wearTheme(view.settings.theme ?? 'system');
    wearEnvironment(this.connection?.environment ?? null);
  }

  /** A connection is kept otherwise than before. */
  edited(connection: string): void {
    if (connection === this.#view?.current) this.edition += 1;
  }

  /** Asks the service of a connection anew; what it answers is then in the state of the desk. */
  async checkAgain(connection: string): Promise<void> {
    await this.ask(async () => {
      await desk.checkConnection(connection);
      return desk.deskState();
    });
  }

  async #remember(): Promise<void> {
    // Before anybody can turn a camera on in this page.
    const crashed = pageCrashedWithCamera();
    try {
      const past = await desk.pageIsReady();
      this.past = { ...past, loadedAgain: past.loadedAgain || crashed };
      this.pastIsTold = true;
    } catch (reason) {
      this.pastIsLost = true;
      this.error = asDeskError(reason);
    }
  }
}
