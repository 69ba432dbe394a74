import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { language } from '../../i18n';
import { DeskError, replaceDesk, tell, type Desk, type OrderCounts } from '../../ipc';
import { Station } from '../../shell/station.svelte';
import { SettingsKeeper } from '../settings/settings.svelte';
import History from './History.svelte';

const COUNTS: OrderCounts = {
  waiting: 2,
  sending: 0,
  needsYou: 3,
  accepted: 1180,
  requested: 5,
  unknown: 1,
  blocked: 1,
  refused: 8,
  cancelled: 12,
};
const NONE: OrderCounts = { ...COUNTS, waiting: 0, needsYou: 0, accepted: 0, unknown: 0 };

const orderCounts = vi.fn<Desk['orderCounts']>();
const history = vi.fn<Desk['history']>();
let restore: () => void;

beforeEach(() => {
  orderCounts.mockReset().mockResolvedValue(COUNTS);
  history.mockReset().mockResolvedValue({ rows: [], cursor: null });
  restore = replaceDesk({
    orderCounts,
    history,
    deskState: () => Promise.resolve(DESK),
    orderedTemplates: () => Promise.resolve([{ id: 't1', name: 'Company ID card' }]),
  });
});

afterEach(() => {
  restore();
});

async function shown() {
  const keeper = new SettingsKeeper(new Station());
  const rest = { badge: null, openBadge: vi.fn(), reopened: vi.fn(), forgotten: vi.fn() };
  render(History, { order: null, keeper, open: vi.fn(), ...rest });
  await vi.waitFor(() => {
    expect(orderCounts).toHaveBeenCalled();
  });
  await screen.findByLabelText('Connection');
  return userEvent.setup();
}

/** What stands in the row, as a screen reader says it. */
function row(group = 'State'): string[] {
  const radios = within(screen.getByRole('group', { name: group })).getAllByRole<HTMLInputElement>('radio');
  return radios.map(({ labels }) => (labels?.[0]?.textContent ?? '').replace(/\s+/g, ' ').trim());
}

const ENGLISH = [
  'Any state 1,204',
  'Needs you 3',
  'Waiting 2',
  'On its way 0',
  'Ordered 1,180',
  'Unclear 1',
  'Refused 8',
  'Blocked 1',
  'Taken back or closed 12',
];

test('each state says how many orders there are, also those without one, whichever is chosen', async () => {
  const user = await shown();
  expect(row()).toEqual(ENGLISH);
  await user.click(screen.getByRole('radio', { name: /^On its way/ }));
  expect(row()).toEqual(ENGLISH);
});

const BARE = ENGLISH.map((words) => words.replace(/ [\d,]+$/, ''));
type User = ReturnType<typeof userEvent.setup>;

const search = (): HTMLElement => screen.getByRole('searchbox');

test.each<[string, (user: User) => Promise<void>, (user: User) => Promise<void>]>([
  ['a search', (user) => user.type(search(), 'Kari'), (user) => user.clear(search())],
  [
    'a template',
    (user) => user.selectOptions(screen.getByLabelText('Template'), 'Company ID card'),
    (user) => user.selectOptions(screen.getByLabelText('Template'), 'Any template'),
  ],
  [
    'a day',
    (user) => user.selectOptions(screen.getByLabelText('Day'), 'Today'),
    (user) => user.selectOptions(screen.getByLabelText('Day'), 'Any day'),
  ],
  [
    'what is to be checked out',
    (user) => user.click(screen.getByRole('radio', { name: /^To check out/ })),
    (user) => user.click(screen.getByRole('radio', { name: 'All orders' })),
  ],
])('no number contradicts a list that is narrowed by %s', async (_, narrow, widen) => {
  const user = await shown();
  await narrow(user);
  expect(row()).toEqual(BARE);
  await widen(user);
  expect(row()).toEqual(ENGLISH);
});

test('the numbers are written as Norwegians do', async () => {
  await shown();
  language.choose('nb');
  await vi.waitFor(() => {
    expect(row('Status').slice(0, 3)).toEqual(['Alle statuser 1 204', 'Må følges opp 3', 'Venter 2']);
  });
});

test('one press shows the orders of a state, and the arrows go on to the next', async () => {
  const user = await shown();
  await user.click(screen.getByRole('radio', { name: /^Waiting/ }));
  expect(history).toHaveBeenLastCalledWith(expect.objectContaining({ states: ['waiting', 'notTaken'] }));
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('radio', { name: /^On its way/ })).toHaveProperty('checked', true);
  expect(history).toHaveBeenLastCalledWith(expect.objectContaining({ states: ['sending'] }));
});

test('the slash leads to the search also from a state', async () => {
  const user = await shown();
  await user.click(screen.getByRole('radio', { name: /^Refused/ }));
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

test('the orders of one connection are counted where only they are shown', async () => {
  const user = await shown();
  expect(orderCounts.mock.calls).toEqual([[null]]);
  orderCounts.mockResolvedValue({ ...NONE, accepted: 7 });
  await user.selectOptions(screen.getByLabelText('Connection'), 'test');
  expect(orderCounts).toHaveBeenLastCalledWith('test');
  await vi.waitFor(() => {
    expect(row()).toContain('Ordered 7');
  });
  await user.selectOptions(screen.getByLabelText('Connection'), 'Any connection');
  expect(orderCounts).toHaveBeenLastCalledWith(null);
});

test.each([{ kind: 'orderChanged', id: '1' }, { kind: 'stationChanged' }] as const)(
  'what changes behind the list is counted anew: $kind',
  async (event) => {
    const user = await shown();
    await user.selectOptions(screen.getByLabelText('Connection'), 'test');
    orderCounts.mockResolvedValue(NONE);
    tell(event);
    await vi.waitFor(() => {
      expect(row()).toContain('Ordered 0');
    });
    expect(orderCounts).toHaveBeenLastCalledWith('test');
  },
);

test('an answer about another connection that comes late is not shown', async () => {
  const user = await shown();
  let late: (counts: OrderCounts) => void = () => undefined;
  orderCounts.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  await user.selectOptions(screen.getByLabelText('Connection'), 'test');
  orderCounts.mockResolvedValue({ ...COUNTS, accepted: 5 });
  await user.selectOptions(screen.getByLabelText('Connection'), 'production');
  late({ ...COUNTS, accepted: 99 });
  await new Promise((done) => setTimeout(done));
  expect(row()).toContain('Ordered 5');
});

test('orders that cannot be counted are filtered all the same, and nothing is said of it', async () => {
  const user = await shown();
  orderCounts.mockRejectedValue(new DeskError('ledgerLocked'));
  tell({ kind: 'orderChanged', id: '1' });
  await vi.waitFor(() => {
    expect(row()[0]).toBe('Any state');
  });
  await user.click(screen.getByRole('radio', { name: 'Refused' }));
  expect(history).toHaveBeenLastCalledWith(expect.objectContaining({ states: ['refused'] }));
  expect(screen.queryByRole('alert')).toBeNull();
});
