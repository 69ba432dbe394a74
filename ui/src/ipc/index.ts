/**
 * The only door to the shell. Features call `desk.<command>()` and nothing else: what a command answers is returned,
 * whatever goes wrong is thrown as a `DeskError`. Tests and the development page put their own functions in the table
 * with `replaceDesk`. The commands and their types are generated from Rust; `pictures.ts` adds those that carry bytes.
 */
import { commands, events, type DeskEvent } from './generated/bindings';
import { asDeskError } from './error';
import { pictures } from './pictures';

export type * from './generated/bindings';
export { PORTRAIT_RULES, PORTRAIT_SIDES } from './generated/bindings';
export { asDeskError, DeskError, type DeskErrorCode } from './error';
export type { CameraFrame, Glance, LiveFrame } from './pictures';

type Generated = typeof commands;
type Answered = { status: 'ok'; data: unknown } | { status: 'error'; error: unknown };
type DataOf<Result> = Result extends { status: 'ok'; data: infer Data } ? Data : never;

/** The commands of the shell: each returns its answer or throws a `DeskError`. */
export type Desk = typeof pictures & {
  [Name in keyof Generated]: (
    ...args: Parameters<Generated[Name]>
  ) => Promise<DataOf<Awaited<ReturnType<Generated[Name]>>>>;
};

type Raw = (...args: unknown[]) => Promise<Answered>;
type Call = (...args: unknown[]) => Promise<unknown>;
type Calls = Record<string, Call>;

/** Settled once the shell knows that the page listens: what it says of itself before an answer must not be missed. */
let listening: Promise<void> = Promise.resolve();

function unwrapped(call: Raw): Call {
  return async (...args) => {
    await listening;
    const result = await call(...args);
    if (result.status === 'error') throw asDeskError(result.error);
    return result.data;
  };
}

function guarded(call: Call): Call {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (reason) {
      throw asDeskError(reason);
    }
  };
}

function every<Entry>(table: Readonly<Record<string, Entry>>, change: (entry: Entry) => Call): Calls {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, change(entry)]));
}

/** The function table: each call is one command of the shell. */
export const desk = {
  ...every(every(commands as Record<string, Raw>, unwrapped), guarded),
  ...every(pictures as Calls, guarded),
} as Desk;

/** Puts other functions in the table; what it returns puts the old ones back. */
export function replaceDesk(substitutes: Partial<Desk>): () => void {
  const before = { ...desk };
  Object.assign(desk, every(substitutes as Calls, guarded));
  return () => {
    Object.assign(desk, before);
  };
}

const listeners = new Set<(event: DeskEvent) => void>();

/** Hears what the shell says unasked, until the returned function is called. */
export function hear(heard: (event: DeskEvent) => void): () => void {
  listeners.add(heard);
  return () => {
    listeners.delete(heard);
  };
}

/** Passes an event on to everyone who hears; the shell does it, and tests in its place. */
export function tell(event: DeskEvent): void {
  for (const heard of listeners) heard(event);
}

/** Begins to listen to the shell. Once for the life of the page; every command waits until the shell knows. */
export function listenToShell(): void {
  listening = events.told
    .listen(({ payload }) => {
      tell(payload);
    })
    .then(() => undefined);
  // Where it fails, every command does and says so.
  listening.catch(() => undefined);
}
