import { asDeskError, desk, type CheckReport, type DeskError } from '../../ipc';

/** The check of one kept connection. */
export class Check {
  busy = $state(false);
  report = $state.raw<CheckReport | null>(null);
  error = $state.raw<DeskError | null>(null);
  #attempt = 0;

  async run(connection: string): Promise<void> {
    const attempt = ++this.#attempt;
    this.#begin();
    try {
      const report = await desk.checkConnection(connection);
      if (attempt === this.#attempt) this.report = report;
    } catch (reason) {
      if (attempt === this.#attempt) this.error = asDeskError(reason);
    }
    if (attempt === this.#attempt) this.busy = false;
  }

  /** Stops waiting; what is answered later is not shown. */
  cancel(): void {
    this.#attempt += 1;
    this.busy = false;
  }

  #begin(): void {
    this.busy = true;
    this.report = null;
    this.error = null;
  }
}
