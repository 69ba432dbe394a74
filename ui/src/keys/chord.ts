/** One key with its modifiers, such as `Ctrl+Enter`. On a Mac, Cmd counts as Ctrl, so one setting fits every station. */
export interface Chord {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift']);
const SIGNS: Readonly<Record<string, string>> = { Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };

function normal(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

/** The chord a key press makes, or null while only modifiers are down. */
export function chordOf(event: KeyboardEvent): Chord | null {
  if (MODIFIERS.has(event.key)) return null;
  const ctrl = event.ctrlKey || event.metaKey;
  return { key: normal(event.key), ctrl, alt: event.altKey, shift: event.shiftKey };
}

/** Reads `Ctrl+Shift+K`; the last part is the key. */
export function parseChord(written: string): Chord {
  // The key itself may be a plus sign, as in `Ctrl++`.
  const cut = written.lastIndexOf('+', written.length - 2);
  const modifiers = new Set(written.slice(0, Math.max(cut, 0)).split('+'));
  return {
    key: normal(written.slice(cut + 1)),
    ctrl: modifiers.has('Ctrl'),
    alt: modifiers.has('Alt'),
    shift: modifiers.has('Shift'),
  };
}

function modifiersOf(chord: Chord): string[] {
  const held = { Ctrl: chord.ctrl, Alt: chord.alt, Shift: chord.shift };
  return Object.entries(held).flatMap(([name, down]) => (down ? [name] : []));
}

/** Writes a chord so that `parseChord` reads it again; settings keep this form. */
export function writeChord(chord: Chord): string {
  return [...modifiersOf(chord), chord.key].join('+');
}

/** The parts to show on key caps. */
export function capsOf(chord: Chord): string[] {
  return [...modifiersOf(chord), SIGNS[chord.key] ?? chord.key];
}

/** Whether a chord can be a command: one that types a letter would make that letter impossible to type. */
export function isCommand(chord: Chord): boolean {
  return chord.ctrl || /^F\d{1,2}$/.test(chord.key);
}
