import { asDeskError, desk, hear, type DeskError, type PrivacyView } from '../../ipc';

/** How it stands with what is kept of persons, followed while it is looked at. */
export class Privacy {
  view = $state.raw<PrivacyView | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** Something is being erased. */
  busy = $state(false);
  #question = 0;

  /** Reads it, then follows every change until the returned function is called. */
  open(): () => void {
    void this.read();
    return hear((event) => {
      if (event.kind === 'stationChanged' && !this.busy) void this.read();
    });
  }

  async read(): Promise<void> {
    await this.#answer(() => desk.privacy());
  }

  /** Erases what is due. */
  async eraseNow(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.#answer(() => desk.eraseNow());
    this.busy = false;
  }

  async #answer(work: () => Promise<PrivacyView>): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await work();
      if (question !== this.#question) return;
      this.view = view;
      this.error = null;
    } catch (reason) {
      if (question === this.#question) this.error = asDeskError(reason);
    }
  }
}
