import { createRawSnippet } from 'svelte';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COURSE, issuedBadge } from '../../dev/badges';
import { DeskError, replaceDesk, type Desk, type IssuedPageView } from '../../ipc';
import { IssuedBrowser } from './browse.svelte';
import IssuedList from './IssuedList.svelte';
import IssuedPage from './IssuedPage.svelte';

const browseIssued = vi.fn<Desk['browseIssued']>();
let restore: () => void;

beforeEach(() => {
  const badges = [issuedBadge('x1'), issuedBadge('x2', { name: 'Ola', order: 'o7' })];
  browseIssued
    .mockReset()
    .mockImplementation(({ page = 1 }) => Promise.resolve({ badges, page, total: 12, more: page === 1 }));
  restore = replaceDesk({
    browseIssued,
    templates: () => Promise.resolve({ templates: [COURSE], readAt: null, changes: [], problem: null }),
    issuedBadge: () => Promise.resolve(issuedBadge('x2', { name: 'Ola', order: 'o7' })),
    badgeHistory: () => Promise.resolve([]),
    badgeQr: () => Promise.resolve(new Blob()),
  });
});

afterEach(() => {
  restore();
});

function shown() {
  const open = vi.fn<(badge: string) => void>();
  const tabs = createRawSnippet(() => ({ render: () => '<p>tabs</p>' }));
  render(IssuedList, { tabs, open });
  return { open, user: userEvent.setup() };
}

test('the pages are turned one by one, and not beyond the last', async () => {
  const { user } = shown();
  expect(await screen.findByText('Page 1 · 12 badges')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Previous page' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('Page 2 · 12 badges')).toBeTruthy();
  expect(browseIssued).toHaveBeenLastCalledWith({ badge: null, name: '', email: '', page: 2 });
  expect(screen.getByRole('button', { name: 'Next page' })).toHaveProperty('disabled', true);
});

test('a filter asks for the first page again, with the badge, the name and the address', async () => {
  const { user } = shown();
  await screen.findByText('Ola');
  await user.selectOptions(screen.getByLabelText('Badge'), 'B1');
  await user.type(screen.getByLabelText('Name'), ' ol ');
  await user.type(screen.getByLabelText('E-mail'), '@alesund');
  await vi.waitFor(() => {
    expect(browseIssued).toHaveBeenLastCalledWith({ badge: 'B1', name: 'ol', email: '@alesund', page: 1 });
  });
});

test('where no badge fits, the filters can be taken away', async () => {
  const { user } = shown();
  await screen.findByText('Ola');
  browseIssued.mockResolvedValueOnce({ badges: [], page: 1, total: 0, more: false });
  await user.type(screen.getByLabelText('Name'), 'nobody');
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByText('Ola')).toBeTruthy();
  expect(browseIssued).toHaveBeenLastCalledWith({ badge: null, name: '', email: '', page: 1 });
});

test('an older page that comes late does not take the place of the newer', async () => {
  const browser = new IssuedBrowser();
  let late: (page: IssuedPageView) => void = () => undefined;
  browseIssued.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const first = browser.turn(1);
  await browser.turn(2);
  late({ badges: [], page: 1, total: 12, more: true });
  await first;
  expect(browser.page?.page).toBe(2);
  expect(browser.asking).toBe(false);
});

test('a badge of this desk is marked, and opens by its id at the service', async () => {
  const { open, user } = shown();
  const ours = await screen.findByRole('button', { name: /From this desk/ });
  expect(ours.textContent).toContain('Ola');
  expect(screen.getAllByText('From this desk')).toHaveLength(1);
  await user.click(ours);
  expect(open).toHaveBeenCalledWith('x2');
});

test('a page that does not come can be asked for again', async () => {
  browseIssued.mockRejectedValueOnce(new DeskError('wrongKey'));
  const { user } = shown();
  expect((await screen.findByRole('alert')).textContent).toContain('The API key is wrong');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Ola')).toBeTruthy();
});

test('a badge that came from this desk leads to its order', async () => {
  const open = vi.fn<(order: string) => void>();
  render(IssuedPage, { id: 'x2', back: vi.fn(), open });
  await userEvent.click(await screen.findByRole('button', { name: 'Ordered at this desk: open' }));
  expect(open).toHaveBeenCalledWith('o7');
});
