import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import App from '../App.svelte';
import { DESK, enrolment, template } from '../dev/desk';
import { orderRow, orderView } from '../dev/history';
import { editor } from '../features/connections/editor.svelte';
import { DeskError, replaceDesk, tell, type Code, type Desk, type DeskView, type TemplateList } from '../ipc';
import { keymap } from '../keys/keymap.svelte';
import { later } from './later.svelte';
import { places } from './place.svelte';
import { reachOf } from './reach';

const deskState = vi.fn<() => Promise<DeskView>>();
let restore: () => void;

// In the program they lie ready; here each would be compiled while a test waits for it.
beforeAll(async () => {
  await Promise.all(Object.values(later).map((part) => part()));
}, 60_000);

beforeEach(() => {
  delete document.documentElement.dataset.environment;
  deskState.mockReset().mockResolvedValue(DESK);
  places.go({ name: 'counter' });
  restore = replaceDesk({
    deskState,
    pageIsReady: () => Promise.resolve({ loadedAgain: false, keepsFailing: false, covered: 'shiftBegins' }),
    chooseConnection: (id) => Promise.resolve({ ...DESK, current: id }),
    templates: () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null }),
    refreshTemplates: () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null }),
    enrolment: () => Promise.resolve(enrolment(null)),
  });
});

afterEach(() => {
  restore();
});

const environment = (): string | undefined => document.documentElement.dataset.environment;

test('the window wears the environment of its connection and says it in words', async () => {
  render(App);
  expect(await screen.findByRole('button', { name: /^Connection: Practice Practice office/ })).toBeTruthy();
  expect(environment()).toBe('practice');
});

test('another connection changes the whole window', async () => {
  render(App);
  await screen.findByRole('button', { name: /^Connection: Practice Practice office/ });
  screen.getByText('Øvre Ålesund fylkeskommune').click();
  await screen.findByRole('button', { name: /^Connection: Production Øvre Ålesund/ });
  expect(environment()).toBe('production');
});

test('the places are reached from the bar, and the outbox says how many wait', async () => {
  const user = userEvent.setup();
  render(App);
  await user.click(await screen.findByRole('button', { name: /Outbox.*1 order needs you.*1 order waiting/ }));
  expect(places.here.name).toBe('outbox');
});

test('nothing half is drawn: the window shows once its templates and its enrolment are there', async () => {
  let answer: (list: TemplateList) => void = () => undefined;
  replaceDesk({ templates: () => new Promise((resolve) => (answer = resolve)) });
  render(App);
  await vi.waitFor(() => {
    expect(environment()).toBe('practice');
  });
  expect(screen.queryByRole('button', { name: 'Counter' })).toBeNull();
  answer({ templates: [], readAt: null, changes: [], problem: null });
  expect(await screen.findByRole('button', { name: 'Counter' })).toBeTruthy();
});

test('a desk that lets the window wait does not keep it empty', async () => {
  replaceDesk({ templates: () => new Promise(() => undefined) });
  render(App);
  expect(await screen.findByRole('button', { name: 'Counter' })).toBeTruthy();
});

test('a desk without a connection welcomes', async () => {
  deskState.mockResolvedValue({ ...DESK, connections: [], current: null });
  render(App);
  await vi.waitFor(() => {
    expect(places.here.name).toBe('welcome');
  });
  expect(environment()).toBeUndefined();
});

test('a desk that does not open says why and can be tried again', async () => {
  deskState.mockRejectedValueOnce(new DeskError('ledgerInUse'));
  const user = userEvent.setup();
  render(App);
  expect((await screen.findByRole('alert')).textContent).toContain('open in another window');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: /^Connection: Practice Practice office/ })).toBeTruthy();
});

test('the settings of the station dress the window', async () => {
  deskState.mockResolvedValue({
    ...DESK,
    settings: { language: 'norwegian', theme: 'dark', keys: { shutter: 'F2' } },
  });
  render(App);
  expect(await screen.findByRole('button', { name: 'Skranke' })).toBeTruthy();
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(keymap.written('shutter')).toBe('F2');
});

test('a station that changed is shown as it is now', async () => {
  render(App);
  await screen.findByRole('button', { name: /1 order needs you/ });
  deskState.mockResolvedValue({ ...DESK, counts: { ...DESK.counts, waiting: 4, needsYou: 0 } });
  tell({ kind: 'stationChanged' });
  expect(await screen.findByRole('button', { name: /4 orders waiting/ })).toBeTruthy();
});

test('closing while an order is on its way says what is waited for, then shows the answer', async () => {
  const closeWindow = vi.fn<Desk['closeWindow']>().mockResolvedValue(null);
  const order: Desk['order'] = (id) => Promise.resolve(orderView(orderRow(id, 'Åse', { number: '4711' })));
  replaceDesk({ order, closeWindow });
  const user = userEvent.setup();
  render(App);
  await screen.findByRole('button', { name: 'Counter' });
  tell({ kind: 'closing', sending: 1 });
  expect(await screen.findByRole('dialog', { name: /waiting for the answer to 1 order/ })).toBeTruthy();
  tell({ kind: 'readyToClose', orders: ['7'] });
  expect(await screen.findByText('Åse')).toBeTruthy();
  expect(screen.getByText(/4711/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close now' }));
  expect(closeWindow).toHaveBeenCalledOnce();
});

test('while the window closes, an order that cannot be read says so and hides no other answer', async () => {
  const order: Desk['order'] = (id) =>
    id === '8'
      ? Promise.reject(new DeskError('orderUnreadable'))
      : Promise.resolve(orderView(orderRow(id, `Person ${id}`)));
  replaceDesk({ order });
  render(App);
  await screen.findByRole('button', { name: 'Counter' });
  tell({ kind: 'readyToClose', orders: ['7', '8', '9'] });
  expect(await screen.findByText('Person 7')).toBeTruthy();
  expect(screen.getByText('Person 9')).toBeTruthy();
  expect(screen.getByText('This order can no longer be read')).toBeTruthy();
});

test('a window that was about to close can be kept open', async () => {
  const stayOpen = vi.fn<Desk['stayOpen']>().mockResolvedValue(null);
  replaceDesk({ stayOpen });
  const user = userEvent.setup();
  render(App);
  await screen.findByRole('button', { name: 'Counter' });
  tell({ kind: 'closing', sending: 2 });
  await user.click(await screen.findByRole('button', { name: 'Keep open' }));
  expect(stayOpen).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button', { name: 'Keep open' })).toBeNull();
});

test('a locked ledger takes the place of the counter', async () => {
  const problem = { code: 'ledgerLocked', detail: '', fields: [] } as const;
  deskState.mockResolvedValue({ ...DESK, ledger: { kind: 'locked', problem: { ...problem, fields: [] } } });
  render(App);
  expect(await screen.findByRole('heading', { name: 'Ledger locked' })).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Templates' })).toBeNull();
});

test('a network that is gone is told from a connection that somebody has to mend', () => {
  const failed = (code: Code) => reachOf({ kind: 'failed', problem: { code, detail: '', fields: [] } });
  expect(reachOf({ kind: 'untried' })).toBe('connecting');
  expect(reachOf({ kind: 'reached' })).toBe('connected');
  expect(failed('unreachable')).toBe('offline');
  expect(failed('secretExpired')).toBe('attention');
});

test('behind a locked ledger nothing is said to be connecting', async () => {
  const ledger = { kind: 'locked', problem: { code: 'ledgerLocked', detail: '', fields: [] } } as const;
  const locked: DeskView = { ...DESK, ledger: { ...ledger, problem: { ...ledger.problem, fields: [] } } };
  deskState.mockResolvedValue({ ...locked, reach: { kind: 'untried' } });
  render(App);
  await screen.findByRole('heading', { name: 'Ledger locked' });
  expect(screen.queryByTestId('reach')).toBeNull();
  deskState.mockResolvedValue({ ...DESK, reach: { kind: 'untried' } });
  tell({ kind: 'stationChanged' });
  expect(await screen.findByTestId('reach')).toBeTruthy();
});

test('while the window closes, the answer stands in one dialog only, and the receipt comes back if it stays', async () => {
  const sent = orderView(orderRow('7', 'Åse', { number: '4711' }));
  const chosen = enrolment(template('company', 'Company'));
  const nextPerson = vi.fn<Desk['nextPerson']>().mockResolvedValue(chosen);
  replaceDesk({
    nextPerson,
    enrolment: () => Promise.resolve(chosen),
    saveEnrolment: () => Promise.resolve(chosen.judgement),
    placeOrder: () => Promise.resolve(sent),
    settled: () => Promise.resolve(sent),
    order: () => Promise.resolve(sent),
    stayOpen: () => Promise.resolve(null),
  });
  const user = userEvent.setup();
  render(App);
  await user.click(await screen.findByRole('button', { name: /^Order card/ }));
  expect(await screen.findByTestId('receipt-number')).toBeTruthy();
  tell({ kind: 'readyToClose', orders: ['7'] });
  expect(await screen.findByTestId('closing-answers')).toBeTruthy();
  expect(screen.queryByTestId('receipt-number')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Keep open' }));
  expect(await screen.findByTestId('receipt-number')).toBeTruthy();
  expect(nextPerson).not.toHaveBeenCalled();
});

test('closing says before it loses orders that are not finished', async () => {
  const stayOpen = vi.fn<Desk['stayOpen']>().mockResolvedValue(null);
  const closeWindow = vi.fn<Desk['closeWindow']>().mockResolvedValue(null);
  replaceDesk({ stayOpen, closeWindow });
  const user = userEvent.setup();
  render(App);
  await screen.findByText('Badgedesk');
  tell({ kind: 'wouldLose', orders: 2 });
  expect(await screen.findByText('Closing loses 2 orders that are not finished')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close and lose them' }));
  expect(closeWindow).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Keep open' }));
  expect(stayOpen).toHaveBeenCalled();
});

test('an answer that cannot be written down is told with its number before the window goes', async () => {
  const stayOpen = vi.fn<Desk['stayOpen']>().mockResolvedValue(null);
  const closeWindow = vi.fn<Desk['closeWindow']>().mockResolvedValue(null);
  replaceDesk({ stayOpen, closeWindow });
  const user = userEvent.setup();
  render(App);
  await screen.findByText('Badgedesk');
  const full = { code: 'diskFull', detail: '', fields: [] } as const;
  const order = { order: '7', person: 'Åse Bjørkås', externalId: '00412', state: 'accepted' } as const;
  tell({ kind: 'notWritten', orders: [{ ...order, number: '4711', problem: { ...full, fields: [] } }] });
  const told = await screen.findByTestId('closing-unwritten');
  expect(told.textContent).toContain('Åse Bjørkås');
  expect(told.textContent).toContain('4711');
  expect(screen.getByText(/The disk is full/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close all the same' }));
  expect(closeWindow).toHaveBeenCalledOnce();
  expect(stayOpen).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(stayOpen).toHaveBeenCalledOnce();
  expect(closeWindow).toHaveBeenCalledTimes(2);
});

test('a template that is gone at the service is soon gone from the list', async () => {
  const list = (...names: string[]) => ({
    templates: names.map((name) => template(name, name)),
    readAt: null,
    changes: [],
    problem: null,
  });
  const refreshTemplates = vi.fn<Desk['refreshTemplates']>().mockResolvedValue(list('Company', 'Crew'));
  replaceDesk({
    templates: () => Promise.resolve(list('Company', 'Crew')),
    refreshTemplates,
    chooseTemplate: () => Promise.reject(new DeskError('templateGone')),
  });
  render(App);
  const crew = await screen.findByTitle('Crew');
  await vi.waitFor(() => {
    expect(refreshTemplates).toHaveBeenCalledOnce();
  });
  refreshTemplates.mockResolvedValue(list('Company'));
  crew.click();
  await vi.waitFor(() => {
    expect(screen.queryByTitle('Crew')).toBeNull();
  });
  expect(screen.getByText('The template no longer exists')).toBeTruthy();
});

test('an edit of the connection in use is followed at once by its templates and its form', async () => {
  const user = userEvent.setup();
  const refreshTemplates = vi.fn<Desk['refreshTemplates']>();
  refreshTemplates.mockResolvedValue({ templates: [], readAt: null, changes: [], problem: null });
  const opened = vi.fn<Desk['enrolment']>().mockResolvedValue(enrolment(null));
  const [, edited] = DESK.connections;
  if (!edited) throw new Error('the pretended desk has no test connection');
  deskState.mockResolvedValue({ ...DESK, current: edited.id });
  const report = { steps: [], account: null, templates: 3, problem: null };
  replaceDesk({
    refreshTemplates,
    enrolment: opened,
    submitConnection: () => Promise.resolve({ connection: edited, report }),
  });
  render(App);
  await vi.waitFor(() => {
    expect(refreshTemplates).toHaveBeenCalledOnce();
  });
  editor.edit({ ...edited, tenants: ['t1'] });
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  await vi.waitFor(() => {
    expect([refreshTemplates.mock.calls.length, opened.mock.calls.length]).toEqual([2, 2]);
  });
});

test('a network that comes back is told to the desk while the window is open', async () => {
  const networkCameBack = vi.fn(() => Promise.resolve(null));
  replaceDesk({ networkCameBack });
  const { unmount } = render(App);
  await screen.findByRole('button', { name: /^Connection: Practice Practice office/ });
  window.dispatchEvent(new Event('online'));
  expect(networkCameBack).toHaveBeenCalledOnce();
  unmount();
  window.dispatchEvent(new Event('online'));
  expect(networkCameBack).toHaveBeenCalledOnce();
});
