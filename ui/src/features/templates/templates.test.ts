import { render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { template } from '../../dev/desk';
import { DeskError, replaceDesk, type TemplateList, type TemplateView } from '../../ipc';
import { keymap } from '../../keys/keymap.svelte';
import { groupsOf, matching } from './groups';
import Templates from './Templates.svelte';
import { TemplatePicker } from './picker.svelte';

const TEMPLATES: TemplateView[] = [
  template('company', 'Company ID card', { favourite: true }),
  template('crew', 'Crew, Øyafestivalen', { lastUsed: '2026-05-04T10:00:00Z' }),
  template('library', 'Library staff', { lastUsed: '2026-05-04T12:00:00Z' }),
  template('mobile', 'Mobile ID', { kind: { kind: 'mobile' } }),
  template('visitor', 'Visitor, one day'),
];
const CHANGE = {
  template: 'visitor',
  name: '',
  gone: false,
  new: false,
  added: ['extra7'],
  removed: [],
  retyped: [],
};
const LIST: TemplateList = { templates: TEMPLATES, readAt: null, changes: [CHANGE], problem: null };

let restore: () => void;
let picker: TemplatePicker;
const templates = vi.fn<() => Promise<TemplateList>>();
const refreshTemplates = vi.fn<() => Promise<TemplateList>>();
const setFavourite = vi.fn<(template: string, favourite: boolean) => Promise<TemplateList>>();
const choose = vi.fn<(template: TemplateView) => void>();

beforeEach(() => {
  templates.mockReset().mockResolvedValue(LIST);
  refreshTemplates.mockReset().mockResolvedValue(LIST);
  setFavourite.mockReset().mockResolvedValue(LIST);
  choose.mockReset();
  restore = replaceDesk({ templates, refreshTemplates, setFavourite });
  picker = new TemplatePicker(choose);
});

afterEach(() => {
  restore();
});

async function shown(): Promise<ReturnType<typeof userEvent.setup>> {
  await picker.open('practice');
  render(Templates, { picker });
  return userEvent.setup();
}

const choice = (name: string): HTMLElement => screen.getByTitle(name);

test('favourites come first, then recents by last use, then the others', () => {
  const names = groupsOf(TEMPLATES, false).map(({ name, templates: rows }) => [
    name,
    rows.map((row) => row.id),
  ]);
  expect(names).toEqual([
    ['favourites', ['company']],
    ['recent', ['library', 'crew']],
    ['others', ['mobile', 'visitor']],
  ]);
});

test('a search finds words in any order, without marks and case', () => {
  const found = (query: string): string[] => matching(TEMPLATES, query, 'all').map((row) => row.id);
  expect(found('oya crew')).toEqual(['crew']);
  expect(found('ØYA')).toEqual(['crew']);
  expect(found('nobody')).toEqual([]);
});

test('a click chooses a template, and the chosen one is marked', async () => {
  const user = await shown();
  await user.click(choice('Visitor, one day'));
  expect(choose).toHaveBeenCalledWith(TEMPLATES[4]);
  picker.chosen = 'visitor';
  await tick();
  expect(choice('Visitor, one day').getAttribute('aria-current')).toBe('true');
});

test('typing and Enter choose the first match', async () => {
  const user = await shown();
  await user.type(screen.getByRole('searchbox'), 'card{Enter}');
  expect(choose).toHaveBeenCalledWith(TEMPLATES[0]);
});

test('the arrows walk down the list and back into the search field', async () => {
  const user = await shown();
  await user.click(screen.getByRole('searchbox'));
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(choice('Library staff'));
  await user.keyboard('{Enter}');
  expect(choose).toHaveBeenCalledWith(TEMPLATES[2]);
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

test('the key of the templates leads to the search field from anywhere', async () => {
  const stop = keymap.listen(window);
  const user = await shown();
  await user.keyboard('{Control>}k{/Control}');
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  stop();
});

test('the kind filter leaves only its kind', async () => {
  const user = await shown();
  await user.click(screen.getByRole('radio', { name: 'Mobile' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(choice('Mobile ID')).toBeTruthy();
});

test('a search without a match says so and offers everything again', async () => {
  const user = await shown();
  await user.type(screen.getByRole('searchbox'), 'zzz');
  expect(screen.getByText('No template is called “zzz”')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(TEMPLATES.length);
});

test('a star makes a favourite', async () => {
  const favoured = TEMPLATES.map((one) => (one.id === 'mobile' ? { ...one, favourite: true } : one));
  setFavourite.mockResolvedValue({ ...LIST, templates: favoured });
  const user = await shown();
  await user.click(screen.getByRole('button', { name: 'Make Mobile ID a favourite' }));
  const favourites = within(screen.getByRole('list', { name: 'Favourites' }));
  expect(favourites.getByTitle('Mobile ID')).toBeTruthy();
  expect(setFavourite).toHaveBeenCalledWith('mobile', true);
});

test('a favourite that could not be kept stays none, and the reason is shown', async () => {
  setFavourite.mockRejectedValue(new DeskError('ledgerReadOnly'));
  const user = await shown();
  await user.click(screen.getByRole('button', { name: 'Make Mobile ID a favourite' }));
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  const favourites = within(screen.getByRole('list', { name: 'Favourites' }));
  expect(favourites.queryByTitle('Mobile ID')).toBeNull();
});

test('a list that could not be read anew is shown with the reason, and can be tried again', async () => {
  const problem = { code: 'unreachable' as const, detail: '', fields: [] };
  refreshTemplates.mockResolvedValueOnce({ ...LIST, problem, readAt: '2026-05-04T07:12:00Z' });
  const user = await shown();
  expect(screen.getByText(/^The service does not answer: List from/)).toBeTruthy();
  expect(choice('Mobile ID')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(refreshTemplates).toHaveBeenCalledTimes(2);
  expect(screen.queryByText(/List from/)).toBeNull();
});

test('a template that changed says what changed', async () => {
  await shown();
  expect(choice('Visitor, one day').textContent).toContain('changed: + Extra 7');
  expect(choice('Mobile ID').textContent).not.toContain('changed');
});

test('the kept list is shown at once, and the one of the service behind it', async () => {
  let answer: (list: TemplateList) => void = () => undefined;
  refreshTemplates.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const opened = picker.open('practice');
  render(Templates, { picker });
  expect(await screen.findByTitle('Mobile ID')).toBeTruthy();
  answer({ ...LIST, templates: [template('new', 'Board member')] });
  await opened;
  expect(await screen.findByTitle('Board member')).toBeTruthy();
});

test('a first list is being fetched until the service has answered, and may then be empty', async () => {
  templates.mockResolvedValue({ ...LIST, templates: [] });
  refreshTemplates.mockResolvedValue({ ...LIST, templates: [] });
  render(Templates, { picker });
  expect(screen.getByText('Fetching templates …')).toBeTruthy();
  await picker.open('practice');
  expect(await screen.findByText('No templates yet')).toBeTruthy();
});

test('an answer for a connection that was left meanwhile is dropped', async () => {
  let answer: (late: TemplateList) => void = () => undefined;
  const late = new Promise<TemplateList>((resolve) => (answer = resolve));
  templates.mockReturnValueOnce(late).mockResolvedValueOnce({ ...LIST, templates: [] });
  refreshTemplates.mockResolvedValue({ ...LIST, templates: [] });
  const first = picker.open('test');
  await picker.open('production');
  answer(LIST);
  await first;
  expect(picker.all).toEqual([]);
});

test('nobody has to wait for the first list, and it can be fetched later', async () => {
  templates.mockResolvedValue({ ...LIST, templates: [] });
  refreshTemplates.mockReturnValueOnce(new Promise(() => undefined));
  void picker.open('practice');
  render(Templates, { picker });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Fetch them' }));
  expect(await screen.findByTitle('Mobile ID')).toBeTruthy();
});
