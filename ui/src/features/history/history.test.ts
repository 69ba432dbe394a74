import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, template } from '../../dev/desk';
import { orderRow, orderView } from '../../dev/history';
import { language } from '../../i18n';
import { DeskError, replaceDesk, tell, type Desk, type HistoryPage, type TimelineKind } from '../../ipc';
import { dayOf, parseDay } from '../enrolment/days';
import { NO_FILTERS, queryOf } from './filters';
import { Station } from '../../shell/station.svelte';
import { SettingsKeeper } from '../settings/settings.svelte';
import History from './History.svelte';
import { Orders } from './orders.svelte';
import { picturesOf } from './pictures';
import { wordsForEvent } from './timeline';

const KARI = orderRow('1', 'Kari');
const OLA = orderRow('2', 'Ola');
const PAGE: HistoryPage = { rows: [KARI], cursor: null };

const history = vi.fn<Desk['history']>();
let restore: () => void;

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      // Nothing is ever in sight: what happens then is asked for by buttons.
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
  history.mockReset().mockResolvedValue(PAGE);
  restore = replaceDesk({
    history,
    deskState: () => Promise.resolve(DESK),
    templates: () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null }),
    orderedTemplates: () => Promise.resolve([]),
    order: () => Promise.resolve(orderView(KARI)),
  });
});

afterEach(() => {
  restore();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an answer that comes after a newer question is dropped', async () => {
  let late: (page: HistoryPage) => void = () => undefined;
  history.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const orders = new Orders({});
  const first = orders.ask({ search: 'o' });
  await orders.ask({ search: 'k' });
  late({ rows: [OLA], cursor: null });
  await first;
  expect(orders.rows).toEqual([KARI]);
});

test('the next page begins where the one before ended, and is put behind it', async () => {
  history
    .mockResolvedValueOnce({ rows: [KARI], cursor: 'c1' })
    .mockResolvedValueOnce({ rows: [OLA], cursor: null });
  const orders = new Orders({});
  await orders.ask({ search: 'a' });
  await orders.more();
  expect(history).toHaveBeenLastCalledWith({ search: 'a', cursor: 'c1' });
  expect(orders.rows).toEqual([KARI, OLA]);
  expect(orders.hasMore).toBe(false);
  await orders.more();
  expect(history).toHaveBeenCalledTimes(2);
});

test('a refresh reads again as many lines as are shown', async () => {
  history
    .mockResolvedValueOnce({ rows: [KARI], cursor: 'c1' })
    .mockResolvedValueOnce({ rows: [OLA], cursor: null });
  const orders = new Orders({});
  await orders.ask({});
  await orders.more();
  const arrived = { ...KARI, arrivedAt: '2026-05-05T08:00:00Z' };
  history
    .mockResolvedValueOnce({ rows: [arrived], cursor: 'c1' })
    .mockResolvedValueOnce({ rows: [OLA], cursor: null });
  await orders.refresh();
  expect(orders.rows).toEqual([arrived, OLA]);
});

test('a burst of changes is read once, and none after the list was left', async () => {
  vi.useFakeTimers();
  const orders = new Orders({});
  const leave = orders.follow();
  tell({ kind: 'orderChanged', id: '1' });
  tell({ kind: 'orderChanged', id: '1' });
  await vi.runAllTimersAsync();
  expect(history).toHaveBeenCalledTimes(1);
  tell({ kind: 'orderChanged', id: '1' });
  leave();
  await vi.runAllTimersAsync();
  expect(history).toHaveBeenCalledTimes(1);
});

test('a list that cannot be read keeps what it shows, with the reason', async () => {
  const orders = new Orders({});
  await orders.ask({});
  history.mockRejectedValueOnce(new DeskError('ledgerFailed'));
  await orders.refresh();
  expect(orders.rows).toEqual([KARI]);
  expect(orders.error?.code).toBe('ledgerFailed');
});

test('days are typed as people write them, and days that do not exist are none', () => {
  expect(['4.5.2026', '04/05/2026', '2026-05-04'].map(parseDay)).toEqual(Array(3).fill('2026-05-04'));
  expect(['31.4.2026', 'yesterday', '4.5.26', ''].map(parseDay)).toEqual(Array(4).fill(null));
});

test('filters become the question to the desk', () => {
  const question = queryOf(
    { ...NO_FILTERS, search: ' kari ', state: 'needsYou', day: 'yesterday' },
    '2026-03-01',
  );
  expect(question).toMatchObject({ search: 'kari', states: ['unknown', 'refused', 'blocked'] });
  expect(question).toMatchObject({ from: '2026-02-28', to: '2026-02-28' });
  expect(queryOf({ ...NO_FILTERS, day: 'range', from: '1.3.2026' }, '2026-03-02')).toMatchObject({
    from: '2026-03-01',
    to: null,
  });
});

const KINDS: Record<TimelineKind, true> = {
  ordered: true,
  sent: true,
  neverLeft: true,
  notTaken: true,
  blocked: true,
  unblocked: true,
  refused: true,
  accepted: true,
  outcomeUnknown: true,
  confirmedByHand: true,
  numberCorrected: true,
  notThere: true,
  closed: true,
  cancelled: true,
  arrived: true,
  handedOver: true,
  markTakenBack: true,
  interrupted: true,
  checkedOut: true,
  corrected: true,
  setAside: true,
  notFound: true,
  ambiguous: true,
  notTold: true,
  found: true,
  revoked: true,
  reinstated: true,
  expiryChanged: true,
  changeUnclear: true,
  changeFailed: true,
  changeDone: true,
  changeNotDone: true,
  restored: true,
  orderedAnyway: true,
  reissued: true,
};

test('everything that can happen has words of its own in both languages, with the detail where there is one', () => {
  const kinds = Object.keys(KINDS) as TimelineKind[];
  for (const code of ['en', 'nb'] as const) {
    language.choose(code);
    const said = kinds.map((kind) => wordsForEvent({ kind, detail: '', day: null }));
    expect(new Set(said).size).toBe(kinds.length);
    for (const kind of ['accepted', 'confirmedByHand', 'handedOver'] as const) {
      expect(wordsForEvent({ kind, detail: 'X-77', day: null })).toContain('X-77');
    }
  }
});

test('what became of a change of a badge is told by the change that was asked for', () => {
  const told = (kind: TimelineKind, detail: string) => wordsForEvent({ kind, detail, day: '2030-01-31' });
  expect(told('changeUnclear', 'revoked')).toBe('Asked to revoke it; whether it was done is not known');
  expect(told('changeDone', 'revoked')).toBe('Looked up later: it is revoked');
  expect(told('changeNotDone', 'reinstated')).toBe('Looked up later: it is still revoked');
  expect(told('changeFailed', 'expiry_changed')).toBe(
    'Asked to make it valid until 31/01/2030; it was not done',
  );
});

function shown(order: string | null = null) {
  const open = vi.fn<(order: string | null) => void>();
  const keeper = new SettingsKeeper(new Station());
  const rest = { badge: null, openBadge: vi.fn(), reopened: vi.fn(), forgotten: vi.fn() };
  const page = render(History, { order, keeper, open, ...rest });
  return { open, user: userEvent.setup(), page };
}

test('the arrows walk from the search into the list, Enter opens, and the slash leads back', async () => {
  history.mockResolvedValue({ rows: [KARI, OLA], cursor: null });
  const { open, user } = shown();
  const ola = await screen.findByRole('button', { name: /^Ola/ });
  await user.click(screen.getByRole('searchbox'));
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(ola);
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(open).toHaveBeenCalledWith('1');
});

test('nothing found offers to clear the filters', async () => {
  history.mockResolvedValue({ rows: [], cursor: null });
  const { user } = shown();
  expect(await screen.findByText('No orders yet')).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: /^Refused/ }));
  expect(await screen.findByText('No order matches')).toBeTruthy();
  expect(history).toHaveBeenLastCalledWith(expect.objectContaining({ states: ['refused'] }));
  const clear = screen.getAllByRole('button', { name: 'Clear filters' });
  await user.click(clear[1] ?? screen.getByRole('searchbox'));
  expect(await screen.findByText('No orders yet')).toBeTruthy();
});

test('Escape leads from an order back to its line', async () => {
  const { open, user, page } = shown('1');
  open.mockImplementation((order) => void page.rerender({ order }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Kari' })).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(open).toHaveBeenCalledWith(null);
  await tick();
  expect(document.activeElement?.getAttribute('data-order')).toBe('1');
});

test('an order is handed over to the person, or to whom the operator names', async () => {
  const markHandedOver = vi
    .fn<Desk['markHandedOver']>()
    .mockResolvedValue(orderView({ ...KARI, handedOverAt: '2026-05-06T10:00:00Z' }, { handedOverTo: 'Per' }));
  replaceDesk({ markHandedOver });
  const { user } = shown('1');
  const field = await screen.findByLabelText('Handed over to');
  expect(field).toHaveProperty('value', 'Kari');
  await user.clear(field);
  await user.click(screen.getByRole('button', { name: 'Handed over' }));
  expect(markHandedOver).not.toHaveBeenCalled();
  await user.type(field, 'Per');
  await user.click(screen.getByRole('button', { name: 'Handed over' }));
  expect(markHandedOver).toHaveBeenCalledWith('1', 'Per', dayOf(new Date()));
  expect(await screen.findByText(/^Handed over to Per on/)).toBeTruthy();
});

test('an unclear order takes the number found at the service', async () => {
  const unclear = orderRow('1', 'Kari', { state: 'unknown', number: null });
  const answerUnknown = vi.fn<Desk['answerUnknown']>().mockResolvedValue(orderView(KARI));
  replaceDesk({ answerUnknown, order: () => Promise.resolve(orderView(unclear)) });
  const { user } = shown('1');
  await user.type(await screen.findByLabelText('Its number in Breeze'), '10023{Enter}');
  expect(answerUnknown).toHaveBeenCalledWith('1', { kind: 'itIsThere', number: '10023' });
  expect((await screen.findByTestId('receipt-number')).textContent).toBe(KARI.number);
});

const refused = orderRow('1', 'Kari', { state: 'refused', number: null });

test('a refused order is set aside from its own page, and then only ordered again', async () => {
  const aside = orderView({ ...refused, dealtWithAt: KARI.orderedAt });
  const setAsideOrder = vi.fn<Desk['setAsideOrder']>().mockResolvedValue(aside);
  replaceDesk({ setAsideOrder, order: () => Promise.resolve(orderView(refused)) });
  const { user } = shown('1');
  expect(await screen.findByRole('button', { name: 'Correct and order again' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Set aside' }));
  expect(setAsideOrder).toHaveBeenCalledWith('1');
  expect(await screen.findByRole('button', { name: 'Order again' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Set aside' })).toBeNull();
});

test.each([
  ['accepted', true],
  ['refused', true],
  ['cancelled', true],
  ['waiting', false],
  ['notTaken', false],
  ['sending', false],
  ['blocked', false],
  ['unknown', false],
] as const)('an order that is %s can be ordered again: %s', async (state, offered) => {
  replaceDesk({ order: () => Promise.resolve(orderView({ ...KARI, state })) });
  shown('1');
  await screen.findByRole('heading', { level: 1, name: 'Kari' });
  expect(screen.queryByRole('button', { name: /order again$/i }) !== null).toBe(offered);
});

test('the pictures of an order have captions, and the person comes first', async () => {
  const value = { label: null, text: '', sensitive: false, erased: false, picture: true, portrait: null };
  const values = ['companyLogo', 'personPhoto1'].map((field) => ({ ...value, field }));
  expect(picturesOf(values).map(({ field }) => field)).toEqual(['personPhoto1', 'companyLogo']);
  replaceDesk({ order: () => Promise.resolve(orderView(KARI, { values })) });
  shown('1');
  await screen.findByRole('heading', { level: 1, name: 'Kari' });
  const captions = [...document.querySelectorAll('figcaption')].map(({ textContent }) => textContent);
  expect(captions).toHaveLength(2);
  expect(captions[0]).toMatch(/photo/i);
  expect(captions[1]).toMatch(/logo/i);
});

test('a number is written as the locale does, and a text of digits as it was typed', async () => {
  const value = { label: null, sensitive: false, erased: false, picture: false, portrait: null };
  const values = ['weight', 'room'].map((field) => ({ ...value, field, text: '46.5' }));
  const plain = { filledByService: false, label: null, required: false, face: false };
  const fields = [
    { ...plain, name: 'weight', kind: { kind: 'number' as const } },
    { ...plain, name: 'room', kind: { kind: 'text' as const } },
  ];
  const templates = [template('company', 'Company', { fields })];
  replaceDesk({
    order: () => Promise.resolve(orderView(KARI, { values })),
    templates: () => Promise.resolve({ templates, readAt: null, changes: [], problem: null }),
  });
  language.choose('nb');
  shown('1');
  expect(await screen.findByText('46,5')).toBeTruthy();
  expect(screen.getByText('46.5')).toBeTruthy();
});

test('a card is handed over on the day that is typed, between its order and today', async () => {
  const markHandedOver = vi.fn<Desk['markHandedOver']>().mockResolvedValue(orderView(KARI));
  replaceDesk({ markHandedOver });
  const { user } = shown('1');
  const day = await screen.findByLabelText('On');
  const press = async (typed: string): Promise<void> => {
    await user.clear(day);
    await user.type(day, typed);
    await user.click(screen.getByRole('button', { name: 'Handed over' }));
  };
  for (const impossible of ['tomorrow', '2026-05-03', '2999-01-01']) await press(impossible);
  expect(markHandedOver).not.toHaveBeenCalled();
  expect(screen.getByText('Choose a day from the order’s own until today.')).toBeTruthy();
  await press('2026-05-04');
  expect(markHandedOver).toHaveBeenCalledWith('1', 'Kari', '2026-05-04');
});

test('what stood under “More” and the labels of the form are shown with the order', async () => {
  const value = { text: '95', sensitive: false, erased: false, picture: false, portrait: null };
  const values = [{ ...value, field: 'score', label: 'Points in the test' }];
  replaceDesk({ order: () => Promise.resolve(orderView(KARI, { values })) });
  shown('1');
  expect(await screen.findByText('Points in the test')).toBeTruthy();
  expect(screen.getByText('Order reference')).toBeTruthy();
  expect(screen.getByText('PO 4711')).toBeTruthy();
});
