/** The parts of the window that its first sight does without. All of them lie in the program: no network is waited for. */
export const later = {
  closing: () => import('./Closing.svelte'),
  code: () => import('../features/code/CodeView.svelte'),
  connection: () => import('../features/connections/ConnectionDialog.svelte'),
  history: () => import('../features/history/History.svelte'),
  ledgerLocked: () => import('./LedgerLocked.svelte'),
  lookalikes: () => import('../features/lookalikes/LookalikesDialog.svelte'),
  links: () => import('../features/links/LinkTray.svelte'),
  order: () => import('../features/receipt/OrderDialog.svelte'),
  outbox: () => import('../features/outbox/Outbox.svelte'),
  shift: () => import('../features/shift/ShiftDialog.svelte'),
  settings: () => import('./SettingsPlace.svelte'),
  template: () => import('../features/templates/TemplateSettingsDialog.svelte'),
  welcome: () => import('../features/welcome/Welcome.svelte'),
} as const;

/** What comes by itself, or while somebody waits at the counter. Places that are gone to are fetched then: that takes a
 * moment nobody notices, and kept unseen they take 3 MB of memory. */
const SOON = [later.closing, later.lookalikes, later.order, later.outbox, later.shift];

/** From the first sight of the window until these are fetched, in milliseconds: longer than it takes to draw. */
const PAUSE = 500;

class Rest {
  #here = $state(false);

  /** They are here: what waits unseen, such as a dialog, can be put in its place. */
  get here(): boolean {
    return this.#here;
  }

  /** Fetches them in the pause after the first sight, so that later nobody waits for a click to show. What
   * does not come is asked for again where it is wanted, and says there what went wrong. */
  fetch(): () => void {
    const timer = setTimeout(() => {
      void Promise.allSettled(SOON.map((part) => part())).then(() => {
        this.#here = true;
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }
}

export const rest = new Rest();
