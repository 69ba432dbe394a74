import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import App from '../../App.svelte';
import { DESK, enrolment } from '../../dev/desk';
import { replaceDesk, type Cover, type Desk } from '../../ipc';
import { keymap } from '../../keys/keymap.svelte';
import { later } from '../../shell/later.svelte';
import { places } from '../../shell/place.svelte';
import { Presence, presence } from './presence.svelte';

const saveSettings = vi.fn<Desk['saveSettings']>();
let view = DESK;
let undo: (() => void)[] = [];

// In the program they lie ready; here each would be compiled while a test waits for it.
beforeAll(async () => {
  await Promise.all(Object.values(later).map((part) => part()));
}, 60_000);

beforeEach(() => {
  view = {
    ...DESK,
    settings: { ...DESK.settings, operators: ['Ingrid', 'Åse Østbø', 'Odd'], idleMinutes: 10 },
  };
  saveSettings.mockReset().mockImplementation((settings) => {
    view = { ...view, settings, operator: settings.operator ?? '' };
    return Promise.resolve(view);
  });
  places.go({ name: 'counter' });
  undo = [
    keymap.listen(window),
    replaceDesk({
      saveSettings,
      deskState: () => Promise.resolve(view),
      // A page that is loaded again asks nobody who begins.
      pageIsReady: () => Promise.resolve({ loadedAgain: true, keepsFailing: false, covered: 'none' }),
      templates: () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null }),
      refreshTemplates: () => Promise.resolve({ templates: [], readAt: null, changes: [], problem: null }),
      enrolment: () => Promise.resolve(enrolment(null)),
    }),
  ];
});

afterEach(() => {
  for (const one of undo) one();
  vi.useRealTimers();
});

const operator = (): string => screen.getByRole('button', { name: /^Operator:/ }).textContent;

test('two keys hand the counter over to whoever was there before', async () => {
  const user = userEvent.setup();
  render(App);
  await screen.findByRole('button', { name: /^Operator: Ingrid/ });
  await user.keyboard('{Control>}o{/Control}');
  await screen.findByRole('dialog', { name: 'Who is at the counter?' });
  await user.keyboard('2');
  await vi.waitFor(() => {
    expect(operator()).toContain('Odd');
  });
  expect(saveSettings.mock.lastCall?.[0]).toMatchObject({
    operator: 'Odd',
    operators: ['Odd', 'Ingrid', 'Åse Østbø'],
  });
});

test('a digit typed into the name of somebody new chooses nobody', async () => {
  const user = userEvent.setup();
  render(App);
  await user.click(await screen.findByRole('button', { name: /^Operator: Ingrid/ }));
  await user.type(await screen.findByLabelText('Somebody else'), 'Nr 1{Enter}');
  await vi.waitFor(() => {
    expect(operator()).toContain('Nr 1');
  });
  expect(saveSettings).toHaveBeenCalledOnce();
});

test('a name of spaces begins no shift', async () => {
  const user = userEvent.setup();
  render(App);
  await user.click(await screen.findByRole('button', { name: /^Operator: Ingrid/ }));
  await user.type(await screen.findByLabelText('Somebody else'), '   {Enter}');
  expect(saveSettings).not.toHaveBeenCalled();
  expect(screen.getByRole('dialog', { name: 'Who is at the counter?' })).toBeTruthy();
});

test('a counter that nobody uses is covered until somebody is back', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: (time) => void vi.advanceTimersByTime(time) });
  render(App);
  await screen.findByRole('button', { name: /^Operator: Ingrid/ });
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  await user.keyboard('a');
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(presence.away).toBe(false);
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  await screen.findByRole('dialog', { name: 'The counter is covered' });
  expect(screen.getByRole('button', { name: 'Continue as Ingrid' })).toBeTruthy();
  await user.keyboard('{Enter}');
  await vi.waitFor(() => {
    expect(screen.queryByRole('dialog', { name: 'The counter is covered' })).toBeNull();
  });
  expect(saveSettings).not.toHaveBeenCalled();
});

test('whoever comes back to a covered counter can be somebody else', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: (time) => void vi.advanceTimersByTime(time) });
  render(App);
  await screen.findByRole('button', { name: /^Operator: Ingrid/ });
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  await screen.findByRole('dialog', { name: 'The counter is covered' });
  await user.keyboard('1');
  await vi.waitFor(() => {
    expect(operator()).toContain('Åse Østbø');
  });
  expect(presence.away).toBe(false);
});

test('the desk hears when the counter is covered and when somebody is back, once each', async () => {
  vi.useFakeTimers();
  const covers: Cover[] = [];
  const watched = new Presence((cover) => covers.push(cover));
  const stop = watched.watch(window, 10);
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  expect(covers).toEqual(['away']);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  watched.comeBack();
  watched.comeBack();
  expect(covers).toEqual(['away', 'none']);
  stop();
});

test('the question who begins stays that, however long nobody answers', async () => {
  vi.useFakeTimers();
  const watched = new Presence();
  const stop = watched.watch(window, 10);
  watched.cover('shiftBegins');
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(watched.begins).toBe(true);
  stop();
});

test('a counter that nobody came back to is not uncovered by the desk, which knows nothing of it', async () => {
  vi.useFakeTimers();
  const watched = new Presence();
  const stop = watched.watch(window, 10);
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  watched.cover('none');
  expect(watched.away).toBe(true);
  stop();
});

test('nobody is watched where it is switched off', async () => {
  vi.useFakeTimers();
  const unwatched = new Presence();
  const stop = unwatched.watch(window, 0);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
  expect(unwatched.away).toBe(false);
  stop();
});

test.each([
  [11, true],
  [9, false],
])(
  'after %i minutes of sleep, in which no timer runs, the first sign covers the counter: %s',
  (slept, covered) => {
    vi.useFakeTimers();
    const watched = new Presence();
    const stop = watched.watch(window, 10);
    vi.setSystemTime(Date.now() + slept * 60_000);
    window.dispatchEvent(new Event('pointermove'));
    expect(watched.away).toBe(covered);
    stop();
  },
);

test('whoever says that they are back after a sleep is not covered again by the next sign', () => {
  vi.useFakeTimers();
  const watched = new Presence();
  const stop = watched.watch(window, 10);
  vi.setSystemTime(Date.now() + 8 * 60 * 60_000);
  window.dispatchEvent(new Event('wheel'));
  watched.comeBack();
  window.dispatchEvent(new Event('wheel'));
  expect(watched.away).toBe(false);
  stop();
});

test('a sleep covers nothing where it is switched off', () => {
  vi.useFakeTimers();
  const unwatched = new Presence();
  const stop = unwatched.watch(window, 0);
  vi.setSystemTime(Date.now() + 24 * 60 * 60_000);
  window.dispatchEvent(new Event('pointermove'));
  expect(unwatched.away).toBe(false);
  stop();
});
