import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave } from './autosave';

const save = vi.fn<() => Promise<boolean>>();

beforeEach(() => {
  vi.useFakeTimers();
  save.mockReset().mockResolvedValue(true);
});

afterEach(() => {
  vi.useRealTimers();
});

test('typing is saved once, when it pauses', async () => {
  const autosave = new Autosave(save);
  autosave.touch();
  await vi.advanceTimersByTimeAsync(150);
  autosave.touch();
  await vi.advanceTimersByTimeAsync(199);
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(save).toHaveBeenCalledOnce();
});

test('two saves are never on their way together, and what was typed meanwhile follows', async () => {
  let answer: (kept: boolean) => void = () => undefined;
  save.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const autosave = new Autosave(save);
  autosave.touch();
  const flushed = autosave.flush();
  autosave.touch();
  await vi.advanceTimersByTimeAsync(1000);
  expect(save).toHaveBeenCalledOnce();
  answer(true);
  await expect(flushed).resolves.toBe(true);
  expect(save).toHaveBeenCalledTimes(2);
});

test('a flush with nothing typed saves nothing', async () => {
  await expect(new Autosave(save).flush()).resolves.toBe(true);
  expect(save).not.toHaveBeenCalled();
});

test('what could not be kept is told, and tried again by the next flush', async () => {
  save.mockResolvedValueOnce(false);
  const autosave = new Autosave(save);
  autosave.touch();
  await expect(autosave.flush()).resolves.toBe(false);
  await expect(autosave.flush()).resolves.toBe(true);
  expect(save).toHaveBeenCalledTimes(2);
});

test('what was dropped is never saved', async () => {
  const autosave = new Autosave(save);
  autosave.touch();
  autosave.drop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(save).not.toHaveBeenCalled();
});
