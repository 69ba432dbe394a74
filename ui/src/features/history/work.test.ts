import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, replaceDesk, type Desk, type DeskView } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import { SettingsKeeper } from '../settings/settings.svelte';
import { NO_FILTERS } from './filters';
import History from './History.svelte';
import { keeps, restored, saved } from './savedFilters';

const ROWS = [
  orderRow('1', 'Kari', { state: 'waiting' }),
  orderRow('2', 'Ola', { state: 'blocked' }),
  orderRow('3', 'Åse', { state: 'notTaken' }),
  orderRow('4', 'Odd', { state: 'accepted' }),
];
const change = vi.fn<(order: string) => ReturnType<Desk['order']>>();
const history = vi.fn<Desk['history']>();
let view: DeskView;
let restore: () => void;

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {
        // Nothing is ever in sight.
      }
      disconnect(): void {
        // Nothing to let go of.
      }
    },
  );
  view = DESK;
  change.mockReset().mockImplementation(() => Promise.resolve(orderView(orderRow('1', 'Kari'))));
  history.mockReset().mockResolvedValue({ rows: ROWS, cursor: null });
  restore = replaceDesk({
    history,
    deskState: () => Promise.resolve(view),
    orderedTemplates: () => Promise.resolve([{ id: 't1', name: 'Company ID card' }]),
    retryOrder: change,
    cancelOrder: change,
    saveSettings: (settings) => {
      view = { ...view, settings };
      return Promise.resolve(view);
    },
  });
});

afterEach(() => {
  restore();
  vi.unstubAllGlobals();
});

async function shown() {
  const station = new Station();
  station.show(view);
  const keeper = new SettingsKeeper(station);
  render(History, {
    order: null,
    badge: null,
    keeper,
    open: vi.fn(),
    openBadge: vi.fn(),
    reopened: vi.fn(),
    forgotten: vi.fn(),
  });
  await screen.findByRole('button', { name: /^Kari/ });
  return userEvent.setup();
}

async function selecting() {
  const user = await shown();
  await user.click(screen.getByRole('button', { name: /^Select/ }));
  await user.click(screen.getByRole('button', { name: 'Select all shown' }));
  return user;
}

test('what can be tried again is, one after the other, and what cannot is left alone', async () => {
  const user = await selecting();
  await user.click(screen.getByRole('button', { name: 'Try again (2)' }));
  expect(await screen.findByText('Done with 2 orders.')).toBeTruthy();
  expect(change.mock.calls).toEqual([['1'], ['2']]);
});

test('an order whose template changed is not among those tried again at once', async () => {
  const problem = { code: 'templateChangedMeanwhile' as const, detail: '', fields: [] };
  const stopped = orderRow('5', 'Liv', { state: 'blocked', held: { mend: true, problem } });
  history.mockResolvedValue({ rows: [...ROWS, stopped], cursor: null });
  const user = await selecting();
  expect(screen.getByRole('button', { name: 'Take back (4)' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again (2)' }));
  expect(await screen.findByText('Done with 2 orders.')).toBeTruthy();
  expect(change.mock.calls).toEqual([['1'], ['2']]);
});

test('one that cannot be changed holds up no other, and says why', async () => {
  change.mockRejectedValueOnce(new DeskError('wrongState', ''));
  const user = await selecting();
  await user.click(screen.getByRole('button', { name: 'Try again (2)' }));
  expect(await screen.findByText(/Done with 1 order\.\s+1 order could not be changed:/)).toBeTruthy();
  expect(screen.getByRole('alert')).toBeTruthy();
});

test('several orders are taken back only after a second look', async () => {
  const user = await selecting();
  await user.click(screen.getByRole('button', { name: 'Take back (3)' }));
  const dialog = await screen.findByRole('dialog', { name: 'Take back 3 orders?' });
  expect(change).not.toHaveBeenCalled();
  await user.click(within(dialog).getByRole('button', { name: 'Take back' }));
  expect(await screen.findByText('Done with 3 orders.')).toBeTruthy();
});

test('a stopped command leaves the rest as it is', async () => {
  let go: () => void = () => undefined;
  change.mockImplementationOnce(
    () =>
      new Promise((done) => {
        go = () => {
          done(orderView(orderRow('1', 'Kari')));
        };
      }),
  );
  const user = await selecting();
  await user.click(screen.getByRole('button', { name: 'Try again (2)' }));
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  go();
  expect(await screen.findByText('Done with 1 order.')).toBeTruthy();
  expect(change).toHaveBeenCalledOnce();
});

test('a filter is kept by its name and brought back by one press', async () => {
  const user = await shown();
  await user.click(screen.getByRole('radio', { name: /^Needs you/ }));
  await user.type(screen.getByRole('searchbox'), 'Kari');
  await user.click(screen.getByRole('button', { name: 'Keep this filter …' }));
  await user.type(await screen.findByLabelText('Name'), 'To mend{Enter}');
  await vi.waitFor(() => {
    expect(view.settings.savedFilters).toMatchObject([{ name: 'To mend', needsYou: true, state: null }]);
  });
  expect(JSON.stringify(view.settings.savedFilters)).not.toContain('Kari');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await user.click(screen.getByRole('button', { name: 'To mend' }));
  await vi.waitFor(() => {
    expect(history.mock.lastCall?.[0]).toMatchObject({ states: ['unknown', 'refused', 'blocked'] });
  });
  expect(screen.getByRole('radio', { name: /^Needs you/ })).toHaveProperty('checked', true);
});

test('a kept filter brings back what it was, without the days of one errand', () => {
  const filters = { ...NO_FILTERS, state: 'accepted', template: 't1', day: 'today' } as const;
  expect(restored(saved('x', filters))).toEqual(filters);
  const errand = { ...NO_FILTERS, search: 'Kari', day: 'range', from: '1.1.2026' } as const;
  expect(restored(saved('x', errand))).toEqual(NO_FILTERS);
  expect(keeps(errand, [])).toBe(false);
  expect(keeps(filters, [])).toBe(true);
  expect(keeps(filters, [saved('x', filters)])).toBe(false);
});
