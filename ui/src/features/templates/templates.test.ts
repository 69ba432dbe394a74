import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeskError, replaceDesk, type TemplateSummary } from '../../ipc';
import { keymap } from '../../keys/keymap.svelte';
import { groupsOf, matching } from './groups';
import Templates from './Templates.svelte';
import { TemplateList } from './templates.svelte';

const plain = { kind: 'card', favourite: false, lastUsed: null, changed: false } as const;
const TEMPLATES: TemplateSummary[] = [
  { ...plain, id: 'company', name: 'Company ID card', favourite: true },
  { ...plain, id: 'crew', name: 'Crew, Øyafestivalen', lastUsed: '2026-05-04T10:00:00Z' },
  { ...plain, id: 'library', name: 'Library staff', lastUsed: '2026-05-04T12:00:00Z' },
  { ...plain, id: 'mobile', name: 'Mobile ID', kind: 'mobile' },
  { ...plain, id: 'visitor', name: 'Visitor, one day', changed: true },
];

let restore: () => void;
let list: TemplateList;
const templates = vi.fn<(connection: string) => Promise<TemplateSummary[]>>();
const markFavourite = vi.fn<(template: string, favourite: boolean) => Promise<null>>();

beforeEach(() => {
  templates.mockReset().mockResolvedValue(TEMPLATES);
  markFavourite.mockReset().mockResolvedValue(null);
  restore = replaceDesk({ templates, markFavourite });
  list = new TemplateList();
});

afterEach(() => {
  restore();
});

async function shown(): Promise<ReturnType<typeof userEvent.setup>> {
  await list.open('practice');
  render(Templates, { list });
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

test('a click chooses a template and marks it', async () => {
  const user = await shown();
  await user.click(choice('Visitor, one day'));
  expect(list.chosen?.id).toBe('visitor');
  expect(choice('Visitor, one day').getAttribute('aria-current')).toBe('true');
});

test('typing and Enter choose the first match', async () => {
  const user = await shown();
  await user.type(screen.getByRole('searchbox'), 'card{Enter}');
  expect(list.chosen?.id).toBe('company');
});

test('the arrows walk down the list and back into the search field', async () => {
  const user = await shown();
  await user.click(screen.getByRole('searchbox'));
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(choice('Library staff'));
  await user.keyboard('{Enter}');
  expect(list.chosen?.id).toBe('library');
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

test('a star makes a favourite at once and is kept', async () => {
  const user = await shown();
  await user.click(screen.getByRole('button', { name: 'Make Mobile ID a favourite' }));
  const favourites = within(screen.getByRole('list', { name: 'Favourites' }));
  expect(favourites.getByTitle('Mobile ID')).toBeTruthy();
  expect(markFavourite).toHaveBeenCalledWith('mobile', true);
});

test('a favourite that could not be kept is taken back and the reason shown', async () => {
  markFavourite.mockRejectedValue(new DeskError('ledger_read_only'));
  const user = await shown();
  await user.click(screen.getByRole('button', { name: 'Make Mobile ID a favourite' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  const favourites = within(screen.getByRole('list', { name: 'Favourites' }));
  expect(favourites.queryByTitle('Mobile ID')).toBeNull();
});

test('a failure is said in place and can be tried again', async () => {
  templates.mockRejectedValueOnce(new DeskError('unreachable'));
  const user = await shown();
  expect(screen.getByRole('alert').textContent).toContain('The service does not answer');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByTitle('Mobile ID')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an answer for a connection that was left meanwhile is dropped', async () => {
  let answer: (late: TemplateSummary[]) => void = () => undefined;
  const late = new Promise<TemplateSummary[]>((resolve) => (answer = resolve));
  templates.mockReturnValueOnce(late).mockResolvedValueOnce([]);
  const first = list.open('test');
  await list.open('production');
  answer(TEMPLATES);
  await first;
  expect(list.state).toBe('empty');
});
