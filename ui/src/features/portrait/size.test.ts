import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { SettingsKeeper } from '../settings/settings.svelte';
import PortraitSettings from './PortraitSettings.svelte';
import { SizeDraft, sizeOf, USUAL_SIZE } from './size.svelte';

test('each side is as the template has it, else as the office has it, else the usual one', () => {
  const office = { outputWidth: 600, outputHeight: 800 };
  expect(sizeOf({ outputHeight: 700 }, office)).toEqual({ outputWidth: 600, outputHeight: 700 });
  expect(sizeOf({ outputHeight: null }, office)).toEqual(office);
  expect(sizeOf(undefined, undefined)).toEqual({ outputWidth: 720, outputHeight: 960 });
});

test('a side is a whole number within what the desk can make, or left empty', () => {
  const draft = new SizeDraft({ outputHeight: 960 }, USUAL_SIZE);
  expect(draft.wrong).toEqual([]);
  for (const wrong of ['0', '31', '4097', '1e3', '12.5']) {
    draft.sides.outputHeight = wrong;
    expect(draft.wrong).toEqual(['outputHeight']);
    expect(draft.ratio).toBeNull();
  }
  for (const right of ['32', ' 4096 ', '']) {
    draft.sides.outputHeight = right;
    expect(draft.wrong).toEqual([]);
  }
  expect(draft.own('outputHeight')).toBeNull();
});

test('the ratio follows from the sides, also from those that are left empty', () => {
  const draft = new SizeDraft({}, USUAL_SIZE);
  expect(draft.ratio).toBe('3:4');
  draft.sides.outputHeight = '720';
  expect(draft.ratio).toBe('1:1');
  Object.assign(draft.sides, { outputWidth: '412', outputHeight: '531' });
  expect(draft.ratio).toBe('0.78:1');
});

test('the size of the office is kept once a side is left, and a wrong one is named beside it', async () => {
  const change = vi.fn<SettingsKeeper['change']>().mockResolvedValue(undefined);
  const values = { portrait: { outputWidth: 600, outputHeight: 800 } };
  const keeper: unknown = { values, change };
  render(PortraitSettings, { keeper: keeper as SettingsKeeper });
  const height = screen.getByLabelText<HTMLInputElement>('Height');
  expect(height.value).toBe('800');
  await fireEvent.input(height, { target: { value: '8' } });
  await fireEvent.blur(height);
  expect(screen.getByText('A whole number from 32 to 4096')).toBeTruthy();
  await fireEvent.input(height, { target: { value: '800' } });
  await fireEvent.blur(height);
  expect(change).not.toHaveBeenCalled();
  await fireEvent.input(height, { target: { value: '600' } });
  await fireEvent.blur(height);
  expect(change).toHaveBeenLastCalledWith({ portrait: { ...values.portrait, outputHeight: 600 } });
  await fireEvent.input(height, { target: { value: '' } });
  await fireEvent.keyDown(height, { key: 'Enter' });
  expect(change).toHaveBeenLastCalledWith({ portrait: { ...values.portrait, outputHeight: 960 } });
});
