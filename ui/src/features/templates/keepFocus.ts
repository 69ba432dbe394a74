import { tick } from 'svelte';

/** Which button of which template's row has the focus. */
interface Place {
  readonly template: string;
  readonly button: number;
  /** Which row it was, from the top. */
  readonly row: number;
}

const rowsOf = (list: Element): HTMLElement[] => [...list.querySelectorAll('li')];
const templateOf = (row: Element): string =>
  row.querySelector('[data-template]')?.getAttribute('data-template') ?? '';
const buttonsOf = (row: Element): HTMLElement[] => [...row.querySelectorAll('button')];

function placeIn(list: Element): Place | null {
  const { activeElement } = document;
  const row = activeElement?.closest('li');
  if (!row || !list.contains(row)) return null;
  const button = buttonsOf(row).findIndex((one) => one === activeElement);
  return { template: templateOf(row), button, row: rowsOf(list).indexOf(row) };
}

/**
 * Called before a list changes: whoever stood in a row stands there still once it has, or in the row that took the
 * place of one that is gone. `emptied` is called where no row is left.
 */
export function keepFocus(list: Element | undefined, emptied: () => void): void {
  const place = list ? placeIn(list) : null;
  if (!list || !place) return;
  void tick().then(() => {
    const rows = rowsOf(list);
    const row = rows.find((one) => templateOf(one) === place.template) ?? rows[place.row] ?? rows.at(-1);
    if (!row) emptied();
    else buttonsOf(row)[place.button]?.focus({ preventScroll: true });
  });
}
