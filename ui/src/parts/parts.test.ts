import { act, fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import Harness from '../dev/Harness.svelte';
import Menu from './Menu.svelte';
import Progress from './Progress.svelte';
import { createRawSnippet } from 'svelte';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const described = (control: HTMLElement): string | null | undefined =>
  document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent;

test('what is typed and chosen arrives with the one who bound it', async () => {
  const user = userEvent.setup();
  render(Harness, { closed: () => undefined });
  await user.type(screen.getByLabelText('Name'), ' B');
  await user.selectOptions(screen.getByLabelText('Kind'), 'mobile');
  expect(screen.getByText('Ingrid B mobile open')).toBeTruthy();
});

test('a field is described by its hint', () => {
  render(Harness, { closed: () => undefined });
  expect(described(screen.getByLabelText('Name'))).toBe('As in the passport');
});

test('an error takes the place of the hint and marks the field', () => {
  render(Harness, { remark: { level: 'error', text: 'Required' }, closed: () => undefined });
  const field = screen.getByLabelText('Name');
  expect(described(field)).toBe('Required');
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('a warning is said without marking the field invalid', () => {
  render(Harness, { remark: { level: 'warning', text: 'Unusual' }, closed: () => undefined });
  const field = screen.getByLabelText('Name');
  expect(described(field)).toBe('Unusual');
  expect(field.hasAttribute('aria-invalid')).toBe(false);
});

test('a dialog that closes itself tells the one who opened it', async () => {
  const closed = vi.fn();
  render(Harness, { closed });
  const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'Sure?' });
  await act(() => {
    dialog.close();
  });
  expect(closed).toHaveBeenCalledOnce();
  expect(screen.getByText('Ingrid card closed')).toBeTruthy();
});

test('progress shows nothing for 300 ms and can then be cancelled', async () => {
  vi.useFakeTimers();
  const oncancel = vi.fn();
  render(Progress, { label: 'Sending', oncancel });
  await act(() => vi.advanceTimersByTime(299));
  expect(screen.queryByText('Sending')).toBeNull();
  await act(() => vi.advanceTimersByTime(1));
  expect(screen.getByText('Sending')).toBeTruthy();
  screen.getByRole('button', { name: 'Cancel' }).click();
  expect(oncancel).toHaveBeenCalledOnce();
});

test('choosing from a menu performs the item and gives the focus back', () => {
  const select = vi.fn();
  const items = [{ id: 'a', label: 'Practice office', select }];
  const children = createRawSnippet(() => ({ render: () => '<span>Now</span>' }));
  render(Menu, { label: 'Connection', items, children });
  screen.getByText('Practice office').click();
  expect(select).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Connection: Now' }));
});

const WINDOW = 640;

/** The place of its list, when the opener is so far down in a low window. */
async function placed(top: number, count: number): Promise<CSSStyleDeclaration> {
  vi.spyOn(window, 'innerHeight', 'get').mockReturnValue(WINDOW);
  const labels = Array.from({ length: count }, (_, at) => `Item ${at}`);
  const items = labels.map((label) => ({ id: label, label, select: () => undefined }));
  const children = createRawSnippet(() => ({ render: () => '<span>Now</span>' }));
  render(Menu, { label: 'Connection', items, children });
  const rect = { left: 20, top, bottom: top + 20, width: 100 } as DOMRect;
  vi.spyOn(screen.getByRole('button', { name: 'Connection: Now' }), 'getBoundingClientRect').mockReturnValue(
    rect,
  );
  const list = screen.getByRole('menu').parentElement;
  if (!list) throw new Error('the menu stands nowhere');
  await fireEvent(list, new Event('beforetoggle'));
  return list.style;
}

const px = (length: string): number => Number.parseFloat(length);

test('a menu opens under its opener where there is room', async () => {
  const { top, bottom } = await placed(100, 6);
  expect([top, bottom]).toEqual(['124px', 'auto']);
});

test('a menu opens upwards where it would leave the window below', async () => {
  const { top, bottom, maxHeight } = await placed(560, 6);
  expect([top, bottom]).toEqual(['auto', '84px']);
  expect(px(bottom) + px(maxHeight)).toBeLessThanOrEqual(WINDOW);
});

test('a menu that is longer than the window ends in it and scrolls', async () => {
  const { top, maxHeight } = await placed(40, 40);
  expect(px(top) + px(maxHeight)).toBeLessThanOrEqual(WINDOW);
});
