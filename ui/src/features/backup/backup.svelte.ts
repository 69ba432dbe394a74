import { t } from '../../i18n';
import { asDeskError, desk, type BackedUpView, type DeskError, type RestoredView } from '../../ipc';

/** The fewest characters of a new passphrase; the desk refuses fewer as well. */
export const FEWEST = 15;

/** The ledger written into a file, or read from one. The passphrase is not kept longer than it takes. */
export class Backup {
  passphrase = $state('');
  again = $state('');
  busy = $state(false);
  error = $state.raw<DeskError | null>(null);
  /** What was written; none before. */
  written = $state.raw<BackedUpView | null>(null);
  /** What was put in place; none before. */
  restored = $state.raw<RestoredView | null>(null);

  readonly short = $derived(Array.from(this.passphrase).length < FEWEST);
  readonly differs = $derived(this.again !== '' && this.again !== this.passphrase);
  readonly writable = $derived(!this.short && this.again === this.passphrase);

  /** Asks where to write it, and writes it. */
  async write(today: string): Promise<void> {
    if (!this.writable) return;
    await this.#work(async () => {
      const offered = { title: t('backup.make.title'), name: `badgedesk-${today}.badgedesk-backup` };
      this.written = await desk.backUp(this.passphrase, offered);
      if (this.written !== null) this.passphrase = this.again = '';
    });
  }

  /** Asks for the file, and puts what is in it in the place of what is here. */
  async restore(): Promise<void> {
    if (this.passphrase === '') return;
    await this.#work(async () => {
      this.restored = await desk.restoreBackup(this.passphrase, t('restore.title'));
      if (this.restored !== null) this.passphrase = '';
    });
  }

  async #work(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await work();
    } catch (reason) {
      this.error = asDeskError(reason);
    } finally {
      this.busy = false;
    }
  }
}
