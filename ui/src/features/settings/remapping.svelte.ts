import { t, type PlainKey } from '../../i18n';
import type { Action } from '../../ipc';
import { chordOf, writeChord, type Chord } from '../../keys/chord';
import { keymap } from '../../keys/keymap.svelte';
import type { SettingsKeeper } from './settings.svelte';

/** What each key does, in words. */
export const ACTION_WORDS: Record<Action, PlainKey> = {
  shutter: 'settings.keys.shutter',
  retake: 'settings.keys.retake',
  order: 'settings.keys.order',
  nextPerson: 'settings.keys.nextPerson',
  templates: 'settings.keys.templates',
  operator: 'settings.keys.operator',
};

/** What every text field knows; an operator who loses them cannot paste a name any more. */
const RESERVED = new Set(['Ctrl+A', 'Ctrl+C', 'Ctrl+V', 'Ctrl+X', 'Ctrl+Y', 'Ctrl+Z', 'Ctrl+Shift+Z']);

/** Gives an action another key: waits for the press, and says why it cannot be that one. */
export class Remapping {
  action = $state<Action | null>(null);
  refusal = $state('');

  constructor(readonly keeper: SettingsKeeper) {}

  begin(action: Action): void {
    this.action = action;
    this.refusal = '';
  }

  cancel(): void {
    this.action = null;
    this.refusal = '';
  }

  /** Listens on a window until the returned function is called: as the keymap does, or no key of its would be heard. */
  listen(target: Window): () => void {
    const hear = (event: KeyboardEvent): void => {
      if (this.action) this.press(event);
    };
    target.addEventListener('keydown', hear, { capture: true });
    return () => {
      target.removeEventListener('keydown', hear, { capture: true });
    };
  }

  /** Takes a press while one is waited for; modifiers alone are the beginning of one. */
  press(event: KeyboardEvent): void {
    const action = this.action;
    const chord = chordOf(event);
    if (!action || event.key === 'Tab') {
      this.cancel();
      return;
    }
    event.preventDefault();
    if (event.key === 'Escape') this.cancel();
    else if (chord) this.#give(action, chord);
  }

  reset(): void {
    this.cancel();
    void this.keeper.change({ keys: {} });
  }

  #give(action: Action, chord: Chord): void {
    const key = writeChord(chord);
    if (RESERVED.has(key)) {
      this.refusal = t('settings.keys.reserved', { key });
      return;
    }
    const done = keymap.remap(action, chord);
    if (done.done) this.#keep();
    else if (done.taken)
      this.refusal = t('settings.keys.taken', { key, action: t(ACTION_WORDS[done.taken]) });
    else this.refusal = t('settings.keys.typing', { key });
  }

  #keep(): void {
    this.cancel();
    void this.keeper.change({ keys: keymap.changed() });
  }
}
