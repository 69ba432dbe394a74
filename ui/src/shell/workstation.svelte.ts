import { asDeskError, desk, hear, type Connection, type DeskError, type Workstation } from '../ipc';
import { wearEnvironment } from '../theme/theme';

/** What the top bar says, kept as the shell last told it. */
export class Station {
  #told = $state.raw<Workstation | null>(null);
  error = $state.raw<DeskError | null>(null);

  readonly connection: Connection | null = $derived.by(() => {
    const told = this.#told;
    return told?.connections.find((one) => one.id === told.current) ?? null;
  });

  get told(): Workstation | null {
    return this.#told;
  }

  /** Asks once, then hears every change until the returned function is called. */
  open(): () => void {
    void this.ask();
    return hear('workstation', (told) => {
      this.#hearOut(told);
    });
  }

  async ask(): Promise<void> {
    await this.#ask(() => desk.workstation());
  }

  async choose(connection: string): Promise<void> {
    await this.#ask(() => desk.chooseConnection(connection));
  }

  async #ask(question: () => Promise<Workstation>): Promise<void> {
    try {
      this.#hearOut(await question());
      this.error = null;
    } catch (reason) {
      this.error = asDeskError(reason);
    }
  }

  #hearOut(told: Workstation): void {
    this.#told = told;
    wearEnvironment(this.connection?.environment ?? null);
  }
}
