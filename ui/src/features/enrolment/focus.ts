import { tick } from 'svelte';
import { controlId, type Section } from './sections';

/** Moves the focus to a control, if it is there. */
export function focusOn(control: string | undefined): void {
  if (control !== undefined) document.getElementById(control)?.focus();
}

/** Asked later, says whether the focus was put elsewhere since; that its control has gone is no choice of anybody's. */
export function focusMoves(): () => boolean {
  const before = document.activeElement;
  return () => document.activeElement !== before && document.activeElement !== document.body;
}

/** Moves the focus to the first field that is typed in, once the form is on the screen. */
export async function focusFirstOf(sections: () => readonly Section[]): Promise<void> {
  await tick();
  const first = sections()
    .flatMap(({ fields }) => fields)
    .find(({ kind }) => kind.kind !== 'image');
  focusOn(first && controlId(first.name));
}
