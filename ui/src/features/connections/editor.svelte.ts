import type { ConnectionView, ServiceKind } from '../../ipc';

/** Which connection is open in the form; one at a time, from the welcome, the top bar or the settings. */
class Editor {
  #open = $state(false);
  #connection = $state.raw<ConnectionView | null>(null);
  #kind = $state<ServiceKind>('breeze');

  get open(): boolean {
    return this.#open;
  }

  /** None while a new one is typed. */
  get connection(): ConnectionView | null {
    return this.#connection;
  }

  /** The service a new connection begins with. */
  get kind(): ServiceKind {
    return this.#kind;
  }

  add(kind: ServiceKind = 'breeze'): void {
    this.#kind = kind;
    this.edit(null);
  }

  edit(connection: ConnectionView | null): void {
    this.#connection = connection;
    this.#open = true;
  }

  close(): void {
    this.#open = false;
  }
}

export const editor = new Editor();
