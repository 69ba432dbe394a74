import {
  asDeskError,
  desk,
  type CheckReport,
  type DeskError,
  type DeskErrorCode,
  type Intent,
} from '../../ipc';
import type { ConnectionView, ServiceKind, SubmittedConnection } from '../../ipc';
import { ConnectionDraft, type Required } from './draft.svelte';

/** The keyring's refusals that keeping the secret in memory gets around. */
const KEYRING: readonly DeskErrorCode[] = [
  'noKeyring',
  'keyringLocked',
  'keyringNoAnswer',
  'keyringFailed',
  'secretTooLong',
];
const ADDRESS: readonly DeskErrorCode[] = ['invalidAddress', 'insecureAddress'];

/** A connection that is typed, checked and saved: what is under way, and what came of it. */
export class Submission {
  readonly draft: ConnectionDraft;
  /** What is being waited for. */
  busy = $state<Intent | null>(null);
  report = $state.raw<CheckReport | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** What was left empty at the last try; it is marked until it is filled in. */
  wanted = $state.raw<readonly Required[]>([]);
  /** The connection is kept, though its check failed or was not waited for. */
  kept = $state(false);
  #last: Intent = 'save';
  #attempt = 0;

  /** The address itself was refused, so the reason stands there. */
  readonly addressError: DeskError | null = $derived.by(() => {
    return this.error && ADDRESS.includes(this.error.code) ? this.error : null;
  });
  readonly keyringFailed: boolean = $derived.by(() => {
    return this.error !== null && KEYRING.includes(this.error.code) && this.draft.keep === 'keyring';
  });

  /** `saved` is called with a connection that is kept and works; `isNew` tells whether it was not there before. */
  constructor(
    connection: ConnectionView | null,
    readonly saved: (connection: ConnectionView, isNew: boolean) => void,
    kind?: ServiceKind,
  ) {
    this.draft = new ConnectionDraft(connection, kind);
    this.#isNew = connection === null;
  }

  readonly #isNew: boolean;

  async submit(intent: Intent): Promise<void> {
    this.#begin(intent);
    if (this.wanted.length > 0 || this.busy !== null) return;
    this.busy = intent;
    const attempt = ++this.#attempt;
    try {
      const answer = await desk.submitConnection(this.draft.form(), intent);
      this.#answered(answer, attempt === this.#attempt);
    } catch (reason) {
      if (attempt === this.#attempt) this.error = asDeskError(reason);
    }
    if (attempt === this.#attempt) this.busy = null;
  }

  /** The same again, with the secret in memory until the program ends. */
  async keepForThisRun(): Promise<void> {
    this.draft.keep = 'thisRun';
    await this.submit(this.#last);
  }

  /** Stops waiting: what is answered later changes nothing on the screen. A keyring that asks is left too. */
  cancel(): void {
    this.#attempt += 1;
    this.busy = null;
    void desk.stopWaitingForKeyring();
  }

  isWanted(field: Required): boolean {
    return this.wanted.includes(field) && this.draft.empty.includes(field);
  }

  #begin(intent: Intent): void {
    this.#last = intent;
    this.error = null;
    this.report = null;
    this.kept = false;
    this.wanted = this.draft.empty;
  }

  #answered({ connection, report }: SubmittedConnection, awaited: boolean): void {
    // Also when nobody waits any more: saving once more must change this connection, not make a second one.
    if (connection) this.draft.isKept(connection);
    if (!awaited) {
      this.kept = connection !== null;
      return;
    }
    this.report = report;
    this.kept = connection !== null && report.problem !== null;
    if (connection && !report.problem) this.saved(connection, this.#isNew);
  }
}
