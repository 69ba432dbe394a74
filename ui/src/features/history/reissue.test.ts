import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment } from '../../dev/desk';
import { orderRow, orderView } from '../../dev/history';
import { replaceDesk, type Desk, type OrderView } from '../../ipc';
import OrderDetail from './OrderDetail.svelte';
import ReissueMenu from './ReissueMenu.svelte';

const reissueOrder = vi.fn<Desk['reissueOrder']>();
const reopened = vi.fn();
let restore: () => void;

beforeEach(() => {
  reissueOrder.mockReset().mockResolvedValue(enrolment(null));
  reopened.mockReset();
  restore = replaceDesk({ reissueOrder });
});

afterEach(() => {
  restore();
});

function shown(order: OrderView): ReturnType<typeof userEvent.setup> {
  replaceDesk({ order: () => Promise.resolve(order), templates: () => Promise.reject(new Error('none')) });
  render(OrderDetail, {
    id: '1',
    connections: [],
    back: vi.fn(),
    open: vi.fn(),
    reopened,
    forgotten: vi.fn(),
  });
  return userEvent.setup();
}

test('an accepted order is reissued for a reason, and the form is open', async () => {
  const user = shown(orderView(orderRow('1', 'Kari')));
  // Whoever hears the page also hears that it is a reissue, and that a reason follows.
  expect(await screen.findByRole('button', { name: 'Reissue because it is …: Order again' })).toBeTruthy();
  await user.click(await screen.findByRole('menuitem', { name: 'New name' }));
  expect(reissueOrder).toHaveBeenCalledWith('1', 'newName');
  expect(reopened).toHaveBeenCalledOnce();
});

test('a reissue says why it is one', async () => {
  shown(orderView(orderRow('1', 'Kari'), { reissue: 'damaged', replaces: '0' }));
  expect(await screen.findByText('Reissued because')).toBeTruthy();
});

test('nobody loses a digital badge', () => {
  render(ReissueMenu, { kind: 'issueBadge', choose: () => undefined });
  const items = screen.getAllByRole('menuitem').map(({ textContent }) => textContent.trim());
  expect(items).toEqual(['New photo', 'New name', 'Expired']);
});
