import { act, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import Harness from '../dev/Harness.svelte';
import Menu from './Menu.svelte';
import Progress from './Progress.svelte';
import { createRawSnippet } from 'svelte';

afterEach(() => {
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
