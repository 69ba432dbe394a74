import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import App from '../../App.svelte';
import { DESK, enrolment } from '../../dev/desk';
import {
  DeskError,
  replaceDesk,
  tell,
  type Cover,
  type Desk,
  type DeskView,
  type PageHistory,
} from '../../ipc';
import { later } from '../../shell/later.svelte';
import { places } from '../../shell/place.svelte';
import { presence } from './presence.svelte';

const LOCKED: DeskView['ledger'] = {
  kind: 'locked',
  problem: { code: 'ledgerLocked', detail: '', fields: [] },
};
const saveSettings = vi.fn<Desk['saveSettings']>();
const coverCounter = vi.fn<Desk['coverCounter']>();
const pageIsReady = vi.fn<() => Promise<PageHistory>>();
let view: DeskView;
let restore: () => void;

// In the program they lie ready; here each would be compiled while a test waits for it.
beforeAll(async () => {
  await Promise.all(Object.values(later).map((part) => part()));
}, 60_000);

beforeEach(() => {
  view = { ...DESK, settings: { operators: ['Ingrid', 'Åse Østbø', 'Odd'] } };
  pageIsReady
    .mockReset()
    .mockResolvedValue({ loadedAgain: false, keepsFailing: false, covered: 'shiftBegins' });
  coverCounter.mockReset().mockResolvedValue(null);
  saveSettings.mockReset().mockImplementation((settings) => {
    view = { ...view, settings, operator: settings.operator ?? '' };
    return Promise.resolve(view);
  });
  places.go({ name: 'counter' });
  const templates = () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null });
  restore = replaceDesk({
    saveSettings,
    coverCounter,
    pageIsReady,
    deskState: () => Promise.resolve(view),
    templates,
    refreshTemplates: templates,
    enrolment: () => Promise.resolve(enrolment(null)),
  });
});

afterEach(() => {
  presence.comeBack();
  restore();
});

const question = (): HTMLElement | null => screen.queryByRole('dialog', { name: 'Who is at the counter?' });
/** What a screen reader says of the question beside its title. */
const description = (): string | undefined =>
  document.getElementById(question()?.getAttribute('aria-describedby') ?? '')?.textContent;
const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 50));

async function asked() {
  render(App);
  await screen.findByRole('dialog', { name: 'Who is at the counter?' });
  return userEvent.setup();
}

async function answered(): Promise<void> {
  await vi.waitFor(() => {
    expect(question()).toBeNull();
  });
}

/** The window is there, and nobody is asked anything. */
async function unasked(heading?: string): Promise<void> {
  render(App);
  await (heading ? screen.findByRole('heading', { name: heading }) : screen.findByText('Counter'));
  await pause();
  expect(question()).toBeNull();
}

test('when the program starts, Enter goes on as whoever was there last, and nobody is asked twice', async () => {
  const user = await asked();
  const stay = screen.getByRole('button', { name: 'Continue as Ingrid' });
  expect(document.activeElement).toBe(stay);
  expect(description()).toMatch(/^A new shift begins\./);
  await user.keyboard('{Enter}');
  await answered();
  view = { ...view, ledger: LOCKED };
  tell({ kind: 'stationChanged' });
  await screen.findByRole('heading', { name: 'Ledger locked' });
  view = { ...view, ledger: DESK.ledger, operator: 'Odd' };
  tell({ kind: 'stationChanged' });
  await screen.findByText('Counter');
  await screen.findByRole('button', { name: /^Operator: Odd/ });
  await pause();
  expect(question()).toBeNull();
  expect(saveSettings).not.toHaveBeenCalled();
});

test('whoever begins is chosen by a digit', async () => {
  const user = await asked();
  await user.keyboard('2');
  await answered();
  expect(saveSettings.mock.lastCall?.[0]).toMatchObject({ operator: 'Odd' });
});

test('whoever was never here before types a name', async () => {
  const user = await asked();
  await user.type(screen.getByLabelText('Somebody else'), 'Per 2{Enter}');
  await answered();
  expect(saveSettings.mock.lastCall?.[0]).toMatchObject({ operator: 'Per 2' });
});

test('Escape goes on as whoever was there last', async () => {
  await asked();
  await fireEvent(question() ?? document.body, new Event('cancel', { cancelable: true }));
  await answered();
  expect(saveSettings).not.toHaveBeenCalled();
});

test('it is asked in Norwegian too', async () => {
  view = { ...view, settings: { ...view.settings, language: 'norwegian' } };
  render(App);
  await screen.findByRole('dialog', { name: 'Hvem er i skranken?' });
  expect(screen.getByRole('button', { name: 'Fortsett som Ingrid' })).toBeTruthy();
  expect(screen.getByText(/^En ny vakt begynner\./)).toBeTruthy();
});

test('where no name was ever set, one may go on without', async () => {
  view = { ...view, operator: '' };
  await asked();
  expect(screen.getByRole('button', { name: 'Go on without a name' })).toBeTruthy();
});

test.each([
  ['only one person ever was', { operators: ['Ingrid'] }],
  ['nobody ever took over', {}],
])('nobody is asked at a counter where %s', async (_, settings) => {
  view = { ...view, settings };
  await unasked();
});

/** A page before this one crashed or hung while the counter was covered so. */
function before(covered: Cover): void {
  pageIsReady.mockResolvedValue({ loadedAgain: true, keepsFailing: false, covered });
}

const away = (): HTMLElement | null => screen.queryByRole('dialog', { name: 'The counter is covered' });
const told = (): Cover[] => coverCounter.mock.calls.map(([cover]) => cover);

test('a page that is loaded again asks nobody and covers nothing where somebody was there', async () => {
  before('none');
  await unasked();
  expect(away()).toBeNull();
});

test('a page that is loaded again while the question stood asks it again', async () => {
  before('shiftBegins');
  const user = await asked();
  expect(description()).toMatch(/^A new shift begins\./);
  expect(told()).toEqual(['shiftBegins']);
  await user.keyboard('2');
  await answered();
  expect(saveSettings.mock.lastCall?.[0]).toMatchObject({ operator: 'Odd' });
  expect(told()).toEqual(['shiftBegins', 'none']);
});

test.each([
  ['several people were', ['Ingrid', 'Odd']],
  ['one person was', ['Ingrid']],
])('a page that is loaded again while nobody was at a counter where %s is covered', async (_, operators) => {
  before('away');
  view = { ...view, settings: { operators, idleMinutes: 10 } };
  render(App);
  await screen.findByRole('dialog', { name: 'The counter is covered' });
  expect(question()).toBeNull();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => {
    expect(away()).toBeNull();
  });
  expect(told()).toEqual(['away', 'none']);
  // Nor does it come back once somebody was there.
  view = { ...view, ledger: LOCKED };
  tell({ kind: 'stationChanged' });
  await screen.findByRole('heading', { name: 'Ledger locked' });
  view = { ...view, ledger: DESK.ledger };
  tell({ kind: 'stationChanged' });
  await screen.findByText('Counter');
  await pause();
  expect(away()).toBeNull();
});

test('nothing of a counter that was covered is drawn before its cover', async () => {
  before('away');
  render(App);
  const counter = (): HTMLElement | null => screen.queryByRole('navigation', { name: 'Templates' });
  for (let step = 0; counter() === null && step < 1000; step += 1) await Promise.resolve();
  expect(counter()).not.toBeNull();
  expect(away()).not.toBeNull();
});

test('where nobody has to say who is there, the desk hears that nothing is covered', async () => {
  view = { ...view, settings: { operators: ['Ingrid'] } };
  await unasked();
  expect(told()).toEqual(['none']);
});

test('where the desk cannot be told, the counter is covered and comes back all the same', async () => {
  coverCounter.mockRejectedValue(new DeskError('interrupted'));
  const user = await asked();
  await user.keyboard('{Enter}');
  await answered();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('nothing of the counter is drawn, however long it takes, before it is known whether a shift begins', async () => {
  let say: (history: PageHistory) => void = () => undefined;
  pageIsReady.mockReturnValue(new Promise((resolve) => (say = resolve)));
  render(App);
  await screen.findByRole('progressbar');
  const counter = (): HTMLElement | null => screen.queryByRole('navigation', { name: 'Templates' });
  expect([counter(), question()]).toEqual([null, null]);
  say({ loadedAgain: false, keepsFailing: false, covered: 'shiftBegins' });
  // Between two of these steps nothing is painted, and still there is no counter without its cover.
  for (let step = 0; counter() === null && step < 1000; step += 1) await Promise.resolve();
  expect(counter()).not.toBeNull();
  expect(question()).not.toBeNull();
});

test('a desk that cannot say whether the page was loaded again keeps nobody out', async () => {
  pageIsReady.mockRejectedValue(new DeskError('ledgerFailed'));
  await unasked();
});

test('the counter is covered at once, so that no key reaches the form under it', async () => {
  before('none');
  await unasked();
  presence.cover('shiftBegins');
  flushSync();
  expect(question()?.hasAttribute('open')).toBe(true);
  presence.comeBack();
});

test.each([
  ['locked', LOCKED, 'Ledger locked'],
  ['still opened', { kind: 'opening' }, null],
] as const)('nobody is asked while the ledger is %s, but once it is open', async (_, ledger, heading) => {
  view = { ...view, ledger };
  render(App);
  if (heading) await screen.findByRole('heading', { name: heading });
  await pause();
  expect(question()).toBeNull();
  view = { ...view, ledger: { kind: 'kept' } };
  tell({ kind: 'stationChanged' });
  await vi.waitFor(() => {
    expect(question()).not.toBeNull();
  });
});

test.each([
  ['locked', LOCKED],
  ['still opened', { kind: 'opening' }],
] as const)('who begins is still to be said, however long the ledger is %s', async (_, ledger) => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  view = { ...view, ledger, settings: { ...view.settings, idleMinutes: 10 } };
  render(App);
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  expect(away()).toBeNull();
  window.dispatchEvent(new Event('pointermove'));
  expect(told()).toEqual([]);
  view = { ...view, ledger: { kind: 'kept' } };
  tell({ kind: 'stationChanged' });
  await vi.waitFor(() => {
    expect(question()).not.toBeNull();
  });
  expect(told()).toEqual(['shiftBegins']);
  vi.useRealTimers();
});

test('a cover stays over a ledger that is locked meanwhile, until somebody is there', async () => {
  view = { ...view, settings: { ...view.settings, idleMinutes: 10 } };
  await asked();
  view = { ...view, ledger: LOCKED };
  tell({ kind: 'stationChanged' });
  await screen.findByRole('heading', { name: 'Ledger locked' });
  expect(question()).not.toBeNull();
  expect(told()).toEqual(['shiftBegins']);
});

test('nobody is asked above the welcome, nor when the first connection is there', async () => {
  const { connections } = view;
  view = { ...view, connections: [], current: null };
  render(App);
  await vi.waitFor(() => {
    expect(places.here.name).toBe('welcome');
  });
  await pause();
  expect(question()).toBeNull();
  view = { ...view, connections, current: 'practice' };
  tell({ kind: 'stationChanged' });
  await screen.findByRole('button', { name: 'Counter' });
  await pause();
  expect(question()).toBeNull();
});
