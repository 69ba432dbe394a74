import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { orderRow, orderView } from '../../dev/history';
import type { OrderView } from '../../ipc';
import { parseChord } from '../../keys/chord';
import { keymap } from '../../keys/keymap.svelte';
import OrderDialog from './OrderDialog.svelte';

const next = vi.fn();
let stop: () => void;

beforeEach(() => {
  next.mockReset();
  stop = keymap.listen(window);
});

afterEach(() => {
  stop();
});

async function shown(
  order: OrderView | null,
  underWay: boolean,
): Promise<ReturnType<typeof userEvent.setup>> {
  const ordering = { order, underWay, seconds: 0, error: null, refresh: () => Promise.resolve() };
  render(OrderDialog, { ordering, connections: DESK.connections, next, also: () => undefined });
  await tick();
  return userEvent.setup();
}

const order = orderView(orderRow('1', 'Ola'));

test.each([
  ['while the answer is on its way', true],
  ['with the receipt', false],
])('the key of the next person is heard %s, as it is set now', async (_, underWay) => {
  const user = await shown(order, underWay);
  expect(screen.getByRole('button', { name: 'Next person' }).textContent).toContain('Ctrl N');
  await user.keyboard('{Control>}n{/Control}');
  expect(next).toHaveBeenCalledOnce();
  keymap.remap('nextPerson', parseChord('F4'));
  await user.keyboard('{Control>}n{/Control}');
  expect(next).toHaveBeenCalledOnce();
  await user.keyboard('{F4}');
  expect(next).toHaveBeenCalledTimes(2);
});

test('without an order the dialog answers no key', async () => {
  const user = await shown(null, false);
  await user.keyboard('{Control>}n{/Control}');
  expect(next).not.toHaveBeenCalled();
});

test.each([
  ['closed', 'Closed'],
  ['cancelled', 'Taken back'],
] as const)('an order that was %s is called so', async (kind, title) => {
  await shown(orderView(orderRow('1', 'Ola', { state: 'cancelled', ended: kind })), false);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
});
