/**
 * The only door to the shell. Features call `desk.<command>()` and nothing else: every rejection arrives as a
 * `DeskError`, so no feature ever reads a raw answer. Tests and the development page put their own functions in the
 * table with `replaceDesk`. Pictures pass as raw bytes through `sendBytes` and `receiveBytes`, never inside JSON.
 */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { commands, type Workstation } from './bindings';
import { asDeskError } from './error';

export type * from './bindings';
export { asDeskError, DeskError, type DeskErrorCode } from './error';

/** The commands of the shell. */
export type Desk = typeof commands;

function guarded<Table extends Partial<Desk>>(table: Table): Table {
  const entries = Object.entries(table).map(([name, command]) => {
    const call = command as (...args: unknown[]) => Promise<unknown>;
    return [name, (...args: unknown[]) => named(() => call(...args))];
  });
  return Object.fromEntries(entries) as Table;
}

async function named<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (reason) {
    throw asDeskError(reason);
  }
}

/** The function table: each call is one command of the shell. */
export const desk: Desk = guarded(commands);

/** Puts other functions in the table; what it returns puts the old ones back. */
export function replaceDesk(substitutes: Partial<Desk>): () => void {
  const before = { ...desk };
  Object.assign(desk, guarded(substitutes));
  return () => {
    Object.assign(desk, before);
  };
}

/** The commands that take a picture as raw bytes, with what each answers. */
export interface PictureCommands {
  keep_picture: null;
}

/** What the shell says by itself, with what it carries. */
export interface DeskEvents {
  workstation: Workstation;
}

/** Hands bytes to a command as they are; what the command must know about them travels as headers. */
export function sendBytes<Command extends keyof PictureCommands>(
  command: Command,
  bytes: Uint8Array,
  about: Record<string, string>,
): Promise<PictureCommands[Command]> {
  return named(() => invoke<PictureCommands[Command]>(command, bytes, { headers: about }));
}

/** The bytes a command answers with. */
export function receiveBytes(command: string, args: Record<string, unknown>): Promise<ArrayBuffer> {
  return named(() => invoke<ArrayBuffer>(command, args));
}

/** Hears an event of the shell until the returned function is called. */
export function hear<Name extends keyof DeskEvents>(
  event: Name,
  heard: (payload: DeskEvents[Name]) => void,
): () => void {
  const listening = listen<DeskEvents[Name]>(event, ({ payload }) => {
    heard(payload);
  });
  // Without a shell (tests, the development page) nothing is ever said, so there is nothing to hear or to stop.
  const silent = (): undefined => undefined;
  const stopped = listening.catch(() => silent);
  return () => {
    void stopped.then((stop) => {
      stop();
    });
  };
}
