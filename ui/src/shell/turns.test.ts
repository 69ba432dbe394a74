import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, template } from '../dev/desk';
import { orderRow, orderView } from '../dev/history';
import { IssuedBadge } from '../features/badge/issued.svelte';
import { Ordering } from '../features/enrolment/ordering.svelte';
import { HistoryView } from '../features/history/history.svelte';
import { SettingsKeeper } from '../features/settings/settings.svelte';
import { TemplatePicker } from '../features/templates/picker.svelte';
import { replaceDesk, tell, type Desk, type DeskView } from '../ipc';
import { issuedBadge } from '../dev/badges';
import { Station } from './station.svelte';

/** Questions to the desk that are answered in whatever order the test says. */
class Pending<Answer> {
  readonly #answers: ((answer: Answer) => void)[] = [];
  readonly ask = vi.fn(() => new Promise<Answer>((resolve) => this.#answers.push(resolve)));

  async answer(question: number, answer: Answer): Promise<void> {
    this.#answers[question]?.(answer);
    for (let turn = 0; turn < 6; turn += 1) await tick();
  }
}

const desked = (waiting: number): DeskView => ({ ...DESK, counts: { ...DESK.counts, waiting } });
const waiting = (station: Station): number | undefined => station.view?.counts.waiting;
let restores: (() => void)[];
const replace = (part: Partial<Desk>): void => {
  restores.push(replaceDesk(part));
};

beforeEach(() => {
  restores = [];
});

afterEach(() => {
  for (const restore of restores.toReversed()) restore();
});

test('an older state of the desk never takes the place of a newer one, and the desk is asked again', async () => {
  const states = new Pending<DeskView>();
  replace({ deskState: states.ask });
  const station = new Station();
  void station.ask(() => states.ask());
  void station.ask(() => states.ask());
  await states.answer(1, desked(2));
  await states.answer(0, desked(1));
  expect(waiting(station)).toBe(2);
  await states.answer(2, desked(3));
  expect(waiting(station)).toBe(3);
  expect(states.ask).toHaveBeenCalledTimes(3);
});

test('answers in the order of their questions are shown as they come', async () => {
  const states = new Pending<DeskView>();
  const station = new Station();
  void station.ask(() => states.ask());
  void station.ask(() => states.ask());
  await states.answer(0, desked(1));
  expect(waiting(station)).toBe(1);
  await states.answer(1, desked(2));
  expect(waiting(station)).toBe(2);
  expect(states.ask).toHaveBeenCalledTimes(2);
});

test('a state asked for before a setting was kept does not undo it on the screen', async () => {
  const states = new Pending<DeskView>();
  replace({
    deskState: states.ask,
    saveSettings: (settings) => Promise.resolve({ ...DESK, settings }),
  });
  const station = new Station();
  void station.ask(() => states.ask());
  await new SettingsKeeper(station).change({ theme: 'dark' });
  await states.answer(0, DESK);
  expect(station.view?.settings.theme).toBe('dark');
});

test('an older count of what is to be checked out is not shown', async () => {
  const pages = new Pending<Awaited<ReturnType<Desk['history']>>>();
  const page = (count: number) => ({
    rows: Array.from({ length: count }, (_, at) => orderRow(String(at), 'Åse')),
    cursor: null,
  });
  replace({
    history: (query) => (query.status ? pages.ask() : Promise.resolve(page(0))),
    deskState: () => Promise.resolve(DESK),
    templates: () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null }),
  });
  const history = new HistoryView(() => new Date(2026, 4, 4));
  const leave = history.open();
  tell({ kind: 'orderChanged', id: '1' });
  await pages.answer(1, page(2));
  await pages.answer(0, page(5));
  expect(history.requested).toBe('2');
  leave();
});

test('an older reading of the order that was placed is not shown', async () => {
  const order = (number: string) => orderView(orderRow('7', 'Åse', { number }));
  const orders = new Pending<ReturnType<typeof order>>();
  replace({ settled: () => Promise.resolve(order('1')), order: orders.ask });
  const ordering = new Ordering(() => Promise.resolve());
  await ordering.follow(order('1'));
  void ordering.refresh('7');
  void ordering.refresh('7');
  await orders.answer(1, order('3'));
  await orders.answer(0, order('2'));
  expect(ordering.order?.row.number).toBe('3');
});

test('an order that left while its first answer was on its way is not shown as waiting', async () => {
  const order = (state: 'waiting' | 'unknown') => orderView(orderRow('7', 'Åse', { state }));
  const settled = new Pending<ReturnType<typeof order>>();
  replace({ settled: settled.ask, order: () => Promise.resolve(order('unknown')) });
  const ordering = new Ordering(() => Promise.resolve());
  void ordering.follow(order('waiting'));
  void ordering.refresh('7');
  await settled.answer(0, order('waiting'));
  expect(ordering.order?.row.state).toBe('unknown');
});

test('what the service noted before a change is not shown after it', async () => {
  const events = new Pending<Awaited<ReturnType<Desk['badgeHistory']>>>();
  const event = (action: string) => [{ action, by: 'Ingrid', at: '2026-05-05 09:12' }];
  replace({
    issuedBadge: () => Promise.resolve(issuedBadge('x1')),
    changeBadge: () => Promise.resolve(issuedBadge('x1')),
    badgeHistory: events.ask,
  });
  const badge = new IssuedBadge({ kind: 'order', id: 'o1' });
  void badge.read();
  await badge.change({ kind: 'reinstate' });
  await events.answer(1, event('reinstated'));
  await events.answer(0, event('revoked'));
  expect(badge.events).toEqual(event('reinstated'));
});

test('of two presses on a star the later one stands', async () => {
  const list = (favourite: boolean) => ({
    templates: [template('company', 'Company', { favourite })],
    readAt: null,
    changes: [],
    problem: null,
  });
  const stars = new Pending<ReturnType<typeof list>>();
  const known = () => Promise.resolve(list(false));
  replace({ templates: known, refreshTemplates: known, setFavourite: stars.ask });
  const picker = new TemplatePicker(() => undefined);
  await picker.open('practice');
  void picker.toggleFavourite(template('company', 'Company'));
  void picker.toggleFavourite(template('company', 'Company', { favourite: true }));
  await stars.answer(1, list(false));
  await stars.answer(0, list(true));
  expect(picker.all[0]?.favourite).toBe(false);
});
