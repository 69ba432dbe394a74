import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, replaceDesk, tell, type OrderView } from '../../ipc';
import OrderDetail from './OrderDetail.svelte';

const KARI = orderRow('1', 'Kari');
const KARI_ORDER = orderView(KARI);
let restore = (): void => undefined;

afterEach(() => {
  restore();
});

function shown(order: OrderView): void {
  const templates = () => Promise.reject(new Error('none'));
  restore = replaceDesk({ order: () => Promise.resolve(order), templates });
  const [back, open, reopened, forgotten] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  render(OrderDetail, { id: '1', connections: [], back, open, reopened, forgotten });
}

test('an erased value says so and a sensitive one is masked', async () => {
  const pin = {
    field: 'personPin',
    label: null,
    text: '4711',
    sensitive: true,
    erased: false,
    picture: false,
    portrait: null,
  };
  const erased = { ...pin, field: 'personPersonalNo', text: '', erased: true };
  shown(orderView(KARI, { values: [pin, erased] }));
  expect(await screen.findByText('Erased')).toBeTruthy();
  expect(screen.queryByText('4711')).toBeNull();
});

test('what was erased in its time says when, and is not called empty', async () => {
  const when = '2026-05-04T06:02:00Z';
  const erased = orderView(KARI, { values: [], picturesErasedAt: when, valuesErasedAt: when });
  shown(erased);
  expect(await screen.findByText(/^Erased 4 May 2026.* was over\.$/)).toBeTruthy();
  expect(screen.getByText(/^No photo is kept any longer: .*4 May 2026/)).toBeTruthy();
  expect(screen.queryByText('Nothing but the template was ordered.')).toBeNull();
});

test('an order that is forgotten while it is looked at is no error behind the words that say so', async () => {
  shown(KARI_ORDER);
  await screen.findByRole('heading', { level: 1, name: 'Kari' });
  const gone = vi.fn(() => Promise.reject(new DeskError('noSuchOrder')));
  replaceDesk({ order: gone });
  tell({ kind: 'orderChanged', id: '1' });
  await vi.waitFor(() => {
    expect(gone).toHaveBeenCalledOnce();
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect(screen.queryByText('There is no such order')).toBeNull();
});
