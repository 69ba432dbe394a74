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

/** From the first sight of the window until the rest is fetched, in milliseconds: longer than it takes to draw. */
const PAUSE = 500;

class Rest {
  #here = $state(false);

  /** Everything is here: what waits unseen, such as a dialog, can be put in its place. */
  get here(): boolean {
    return this.#here;
  }

  /** Fetches everything in the pause after the first sight, so that later nobody waits for a click to show. What
   * does not come is asked for again where it is wanted, and says there what went wrong. */
  fetch(): () => void {
    const timer = setTimeout(() => {
      void Promise.allSettled(Object.values(later).map((part) => part())).then(() => {
        this.#here = true;
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }
}

export const rest = new Rest();
