import { asDeskError, desk, type DeskError, type Settings } from '../../ipc';
import type { Station } from '../../shell/station.svelte';

/** The station's settings: every change is kept at once, one after the other. */
export class SettingsKeeper {
  error = $state.raw<DeskError | null>(null);
  /** A change was kept; said until the next one begins. */
  saved = $state(false);
  #queue: Promise<void> = Promise.resolve();

  constructor(readonly station: Station) {}

  get values(): Settings {
    return this.station.view?.settings ?? {};
  }

  /** Changes some of them and leaves the others as they are when its turn comes. */
  change(part: Settings): Promise<void> {
    this.#queue = this.#queue.then(() => this.#keep(part));
    return this.#queue;
  }

  async #keep(part: Settings): Promise<void> {
    this.saved = false;
    try {
      await this.station.run(() => desk.saveSettings({ ...this.values, ...part }));
      this.error = null;
      this.saved = true;
    } catch (reason) {
      this.error = asDeskError(reason);
      // The window wears what is kept, not what could not be.
      await this.station.ask(() => desk.deskState());
    }
  }
}
