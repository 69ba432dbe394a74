import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { template } from '../../dev/desk';
import { DeskError, replaceDesk, type TemplateList } from '../../ipc';
import { TemplatePicker } from './picker.svelte';
import Templates from './Templates.svelte';

const TEN_MINUTES = 10 * 60_000;
const LIST: TemplateList = {
  templates: [template('company', 'Company'), template('crew', 'Crew'), template('visitor', 'Visitor')],
  readAt: '2026-05-04T07:12:00Z',
  changes: [],
  problem: null,
};
const refreshTemplates = vi.fn<() => Promise<TemplateList>>();
let picker: TemplatePicker;
let restore: () => void;

beforeEach(async () => {
  refreshTemplates.mockReset().mockResolvedValue(LIST);
  restore = replaceDesk({ templates: () => Promise.resolve(LIST), refreshTemplates });
  picker = new TemplatePicker(() => undefined);
  await picker.open('practice');
  refreshTemplates.mockClear();
});

afterEach(() => {
  restore();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const row = (name: string): HTMLElement => screen.getByTitle(name);

test('the list can be read again at any time, and nobody has to wait for it', async () => {
  render(Templates, { picker });
  const user = userEvent.setup();
  const button = screen.getByRole('button', { name: 'Read again' });
  refreshTemplates.mockReturnValue(new Promise(() => undefined));
  await user.click(button);
  expect(refreshTemplates).toHaveBeenCalledOnce();
  expect(await screen.findByRole('progressbar', { name: 'Reading the templates again …' })).toBeTruthy();
  expect(button.textContent).toBe('Cancel');
  await user.click(button);
  expect(document.activeElement).toBe(button);
  expect(button.textContent).toBe('Read again');
  expect(row('Crew')).toBeTruthy();
});

test('a list that is looked at for ten minutes is read again, and not before', () => {
  vi.useFakeTimers();
  void picker.refresh();
  refreshTemplates.mockClear();
  picker.stop();
  const leave = picker.keepFresh(() => true);
  vi.advanceTimersByTime(TEN_MINUTES - 60_000);
  expect(refreshTemplates).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(refreshTemplates).toHaveBeenCalledOnce();
  leave();
  picker.stop();
  vi.advanceTimersByTime(3 * TEN_MINUTES);
  expect(refreshTemplates).toHaveBeenCalledOnce();
});

test('a list is not read again unseen or in the midst of an order, but soon after', () => {
  vi.useFakeTimers();
  let placing = true;
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  const leave = picker.keepFresh(() => !placing);
  vi.advanceTimersByTime(2 * TEN_MINUTES);
  placing = false;
  hidden.mockReturnValue(true);
  vi.advanceTimersByTime(TEN_MINUTES);
  expect(refreshTemplates).not.toHaveBeenCalled();
  hidden.mockReturnValue(false);
  vi.advanceTimersByTime(60_000);
  expect(refreshTemplates).toHaveBeenCalledOnce();
  leave();
});

test('a list that changes leaves the focus and the chosen template where they are', async () => {
  picker.chosen = 'visitor';
  render(Templates, { picker });
  row('Crew').focus();
  const [company, crew, visitor] = LIST.templates;
  const used = { ...crew, lastUsed: '2026-05-04T10:00:00Z' } as (typeof LIST.templates)[number];
  refreshTemplates.mockResolvedValue({ ...LIST, templates: [used, company, visitor].filter((one) => !!one) });
  await picker.refresh();
  await tick();
  await tick();
  expect(screen.getByRole('list', { name: 'Recent' })).toBeTruthy();
  expect(document.activeElement).toBe(row('Crew'));
  expect(row('Visitor').getAttribute('aria-current')).toBe('true');
});

test('where the row under the hand is gone, the one in its place has the focus', async () => {
  picker.chosen = 'crew';
  render(Templates, { picker });
  row('Crew').focus();
  const left = LIST.templates.filter(({ id }) => id !== 'crew');
  refreshTemplates.mockResolvedValue({ ...LIST, templates: left });
  await picker.refresh();
  await tick();
  await tick();
  expect(document.activeElement).toBe(row('Visitor'));
  expect(picker.chosen).toBe('crew');
});

test('what was ordered since the list was read is among the recents with the next person', async () => {
  const used = template('visitor', 'Visitor', { lastUsed: '2026-05-04T08:00:00Z' });
  const recalled = replaceDesk({ templates: () => Promise.resolve({ ...LIST, templates: [used] }) });
  expect(picker.groups.map(({ name }) => name)).toEqual(['everything']);
  await picker.recall();
  expect(picker.groups.map(({ name }) => name)).toEqual(['recent']);
  recalled();
});

const gone = (...names: string[]): TemplateList => ({
  ...LIST,
  readAt: `2026-05-04T08:0${names.length}:00Z`,
  templates: LIST.templates.filter(({ name }) => !names.includes(name)),
  changes: names.map((name) => ({
    template: name.toLowerCase(),
    name,
    gone: true,
    new: false,
    added: [],
    removed: [],
    retyped: [],
  })),
});

test('a template that is offered no longer is told until somebody has read it', async () => {
  render(Templates, { picker });
  const user = userEvent.setup();
  refreshTemplates.mockResolvedValue(gone('Crew'));
  await picker.refresh();
  expect(await screen.findByText('Crew is no longer offered')).toBeTruthy();
  refreshTemplates.mockResolvedValue({ ...gone(), templates: gone('Crew').templates });
  await picker.refresh();
  expect(screen.getByText('Crew is no longer offered')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText(/no longer offered/)).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

test('what was read about a template that is gone is not told again with the same list', async () => {
  refreshTemplates.mockResolvedValue(gone('Crew', 'Visitor'));
  await picker.refresh();
  expect(picker.gone.names).toEqual(['Crew', 'Visitor']);
  picker.gone.dismiss();
  const same = replaceDesk({ templates: () => Promise.resolve(gone('Crew', 'Visitor')) });
  await picker.recall();
  expect(picker.gone.names).toEqual([]);
  same();
});

test('a template that is offered again is not told to be gone', async () => {
  refreshTemplates.mockResolvedValue(gone('Crew'));
  await picker.refresh();
  refreshTemplates.mockResolvedValue(LIST);
  await picker.refresh();
  expect(picker.gone.names).toEqual([]);
});

test('settings that cannot be kept are told to whoever set them, and the list stays', async () => {
  const failing = replaceDesk({
    saveTemplateSettings: () => Promise.reject(new DeskError('diskFull')),
  });
  const settings = template('crew', 'Crew').settings;
  expect((await picker.keepSettings('crew', () => settings))?.code).toBe('diskFull');
  expect(picker.error).toBeNull();
  expect(picker.all).toHaveLength(3);
  failing();
});
