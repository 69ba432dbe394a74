/**
 * The keyboard of the counter: which key does what, for the whole window. One listener hears every key, also from
 * inside a field; whoever can perform an action says so with `on` for as long as it can.
 */
import type { Action, Settings } from '../ipc';
import { capsOf, chordOf, isCommand, parseChord, writeChord, type Chord } from './chord';

/** The keys the program comes with. */
const STANDARD: Readonly<Record<Action, string>> = {
  shutter: 'F8',
  retake: 'F9',
  order: 'Ctrl+Enter',
  nextPerson: 'Ctrl+N',
  templates: 'Ctrl+K',
  operator: 'Ctrl+O',
};

/** What the keyboard can do from anywhere at the counter. */
export const ACTIONS = Object.keys(STANDARD) as readonly Action[];

/** What became of a wish for another key. */
export type Remapped = { done: true } | { done: false; taken: Action } | { done: false; taken: null };

function chordsFrom(changed: NonNullable<Settings['keys']>): Record<Action, Chord> {
  const entries = ACTIONS.map((action) => [action, parseChord(changed[action] ?? STANDARD[action])]);
  return Object.fromEntries(entries) as Record<Action, Chord>;
}

/** One that can perform an action, and the place it stands in. */
interface Offer {
  readonly perform: () => void;
  readonly place: Element | null;
}

/** A dialog asks for its own answer first: only what stands in it is heard while it is open. */
function isHeard({ place }: Offer): boolean {
  return [...document.querySelectorAll('dialog[open]')].every((dialog) => dialog.contains(place));
}

export class Keymap {
  #chords = $state(chordsFrom({}));
  readonly #offers: Record<Action, Offer[]> = {
    shutter: [],
    retake: [],
    order: [],
    nextPerson: [],
    templates: [],
    operator: [],
  };

  /** The key caps of an action, for display. */
  caps(action: Action): string[] {
    return capsOf(this.#chords[action]);
  }

  /** The chord of an action as it is kept in the settings, such as `Ctrl+Enter`. */
  written(action: Action): string {
    return writeChord(this.#chords[action]);
  }

  /** Gives an action another chord, unless the chord types text (`taken: null`) or belongs to another action. */
  remap(action: Action, chord: Chord): Remapped {
    if (!isCommand(chord)) return { done: false, taken: null };
    const wanted = writeChord(chord);
    const taken = ACTIONS.find((other) => other !== action && this.written(other) === wanted);
    if (taken) return { done: false, taken };
    this.#chords[action] = chord;
    return { done: true };
  }

  /** Takes the keys the operator changed, as the settings keep them; the others are the program's own. */
  use(changed: NonNullable<Settings['keys']>): void {
    this.#chords = chordsFrom(changed);
  }

  /** What the settings have to keep: the keys that differ from the program's own. */
  changed(): NonNullable<Settings['keys']> {
    const differs = ACTIONS.filter((action) => this.written(action) !== STANDARD[action]);
    return Object.fromEntries(differs.map((action) => [action, this.written(action)]));
  }

  /** Offers to perform an action until the returned function is called. The latest offer is the one that is taken.
   * While a dialog is open, only an offer whose `place` is in it is. */
  on(action: Action, perform: () => void, place: Element | null = null): () => void {
    const offer = { perform, place };
    this.#offers[action].push(offer);
    return () => {
      this.#offers[action] = this.#offers[action].filter((one) => one !== offer);
    };
  }

  /** Listens on a window until the returned function is called. */
  listen(target: Window): () => void {
    const hear = (event: KeyboardEvent): void => {
      this.#hear(event);
    };
    // While capturing, so that no field or widget can swallow the key first.
    target.addEventListener('keydown', hear, { capture: true });
    return () => {
      target.removeEventListener('keydown', hear, { capture: true });
    };
  }

  #hear(event: KeyboardEvent): void {
    const action = this.#actionOf(event);
    if (!action) return;
    // Also when nobody performs it: Ctrl+N must never open a browser's window.
    event.preventDefault();
    event.stopPropagation();
    // A held key repeats, and a repeated order would be a second order.
    if (event.repeat) return;
    this.#offers[action].findLast(isHeard)?.perform();
  }

  #actionOf(event: KeyboardEvent): Action | undefined {
    const chord = chordOf(event);
    if (!chord) return undefined;
    const pressed = writeChord(chord);
    return ACTIONS.find((action) => this.written(action) === pressed);
  }
}

export const keymap = new Keymap();
