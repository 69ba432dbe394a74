import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { replaceDesk, type Desk } from '../../ipc';
import ExportDialog from './ExportDialog.svelte';

const exportOrders = vi.fn<Desk['exportOrders']>();
const SHOWN = { query: { search: 'kari' }, narrowed: true, chosen: [], today: '2026-05-04' };
let restore: () => void;

beforeEach(() => {
  exportOrders.mockReset().mockResolvedValue(3);
  restore = replaceDesk({ exportOrders });
});

afterEach(() => {
  restore();
});

function dialog(more = {}): ReturnType<typeof userEvent.setup> {
  render(ExportDialog, { shown: { ...SHOWN, ...more }, close: () => undefined });
  return userEvent.setup();
}

const write = (): HTMLElement => screen.getByRole('button', { name: 'Choose where …' });

test('what the list shows is written, with the usual columns under their titles', async () => {
  const user = dialog();
  await user.click(write());
  const [request, offered] = exportOrders.mock.calls[0] ?? [];
  expect(request?.orders).toEqual({ kind: 'found', query: { search: 'kari' } });
  expect(request?.columns[1]).toEqual({ column: 'person', title: 'Name' });
  expect(request?.columns.some(({ column }) => column === 'values')).toBe(false);
  expect(request?.states.accepted).toBe('Ordered');
  expect(offered?.name).toBe('badgedesk-2026-05-04.xlsx');
  expect(await screen.findByText('3 orders written')).toBeTruthy();
});

test('a column that is chosen takes its place, one that is not is left out', async () => {
  const user = dialog();
  await user.click(screen.getByLabelText('All fields'));
  await user.click(screen.getByLabelText('Name'));
  await user.click(write());
  const columns = exportOrders.mock.calls[0]?.[0].columns.map(({ column }) => column);
  expect(columns?.at(-1)).toBe('values');
  expect(columns).not.toContain('person');
});

test('a selection is what is offered first, and today is this day alone', async () => {
  const user = dialog({ chosen: ['1', '2'] });
  await user.click(write());
  expect(exportOrders.mock.calls[0]?.[0].orders).toEqual({ kind: 'chosen', orders: ['1', '2'] });
  await user.selectOptions(screen.getByLabelText('Which orders'), 'Today’s');
  await user.click(write());
  const query = { from: '2026-05-04', to: '2026-05-04' };
  expect(exportOrders.mock.calls[1]?.[0].orders).toEqual({ kind: 'found', query });
});

test('the audit log has no columns to choose', async () => {
  const user = dialog();
  await user.selectOptions(screen.getByLabelText('As'), 'Audit log (.jsonl)');
  expect(screen.queryByLabelText('Name')).toBeNull();
  await user.click(write());
  expect(exportOrders.mock.calls[0]?.[1].name).toBe('badgedesk-2026-05-04.jsonl');
});

test('a dialog that is closed without a place says nothing', async () => {
  exportOrders.mockResolvedValue(null);
  const user = dialog();
  await user.click(write());
  await waitFor(() => {
    expect(exportOrders).toHaveBeenCalledOnce();
  });
  expect(screen.queryByText(/orders written/)).toBeNull();
});
