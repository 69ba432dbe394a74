import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { verdictOf } from '../../dev/photo';
import { en } from '../../i18n/en';
import { nb } from '../../i18n/nb';
import { PORTRAIT_RULES, type PictureView, type VerdictView } from '../../ipc';
import { MEASURES, valueWords } from './measures';
import Verdict from './Verdict.svelte';

const CROP = { x: 0, y: 0, width: 675, height: 900, angle: 0 };

function picture(verdict: VerdictView | null, more: Partial<PictureView> = {}): PictureView {
  const bare = { field: 'personPhoto1', source: 'camera', width: 1200, height: 900, crop: CROP } as const;
  return { ...bare, address: null, version: 1, original: true, verdict, ...more };
}

const told = (what: string): VerdictView => verdictOf(new URLSearchParams({ verdict: what }));

function show(view: PictureView, mayUse = true): ReturnType<typeof vi.fn<(used: boolean) => void>> {
  const use = vi.fn<(used: boolean) => void>();
  render(Verdict, { picture: view, mayUse, use });
  return use;
}

test('a good portrait is called good, with every measure on demand', () => {
  show(picture(told('good')));
  expect(screen.getByRole('status').textContent).toBe('Good portrait');
  expect(screen.getAllByRole('listitem')).toHaveLength(6);
  expect(screen.queryByRole('button')).toBeNull();
});

test('the first thing to do is said of a portrait that may be used', () => {
  show(picture(told('advice')));
  expect(screen.getByRole('status').textContent).toBe('Look straight into the camera');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a blocked portrait says why, and an operator may use it all the same', async () => {
  const use = show(picture(told('blocked')));
  expect(screen.getByRole('alert').textContent).toContain('No face is seen');
  // Nobody is seen: there are no others either.
  expect(screen.queryByText('Largest other face')).toBeNull();
  expect(screen.getByText('Faces').nextElementSibling?.textContent).toBe('0');
  await userEvent.click(screen.getByRole('button', { name: 'Use it all the same' }));
  expect(use).toHaveBeenCalledWith(true);
});

test('a picture without a face is not called a good portrait, whatever the office asks for', () => {
  show(picture({ ...told('blocked'), passes: true, instruction: null }));
  expect(screen.getByRole('status').textContent).toBe('No face is seen');
});

test('who used it all the same stands beside it, and can take that back', async () => {
  const use = show(picture({ ...told('blocked'), allowedBy: 'Åse Østbø' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText(/Åse Østbø said so/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Take that back' }));
  expect(use).toHaveBeenCalledWith(false);
});

test('an office that does not want that offers no way round', () => {
  show(picture(told('blocked')), false);
  expect(screen.getByRole('alert')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a picture that nobody could judge says so', () => {
  show(picture(null, { unjudged: true }));
  expect(screen.getByText('Nobody looked for a face')).toBeTruthy();
});

test('a picture whose original is gone says why it cannot be cropped', () => {
  show(picture(told('good'), { original: false }));
  expect(screen.getByText(/no longer kept/)).toBeTruthy();
});

test('values are told in what people know', () => {
  expect(valueWords('yaw', -11.4)).toBe('-11°');
  expect(valueWords('eyeDistance', 129.4)).toBe('129 px');
  expect(valueWords('brightness', 0.523)).toBe('52 %');
  expect(valueWords('sharpness', 0.218)).toBe('0.22');
});

test('every rule is of a measure that has words in both languages', () => {
  for (const { measure } of PORTRAIT_RULES) {
    const { name } = MEASURES[measure];
    expect(en[name]).not.toBe('');
    expect(nb[name]).not.toBe(en[name]);
  }
});
