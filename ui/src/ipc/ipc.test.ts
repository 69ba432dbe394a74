import { afterEach, expect, test, vi } from 'vitest';
import { DeskError, desk, receiveBytes, replaceDesk, sendBytes } from './index';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));

afterEach(() => {
  invoke.mockReset();
});

test('a rejected command arrives as a typed error with its fields', async () => {
  const fields = [{ field: 'personEmail', problem: 'not an address' }];
  invoke.mockRejectedValue({ code: 'order_refused', detail: 'BAD_USER_INPUT', fields });
  const error = await desk.workstation().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DeskError);
  expect(error).toMatchObject({ code: 'order_refused', detail: 'BAD_USER_INPUT', fields });
});

test('a rejection of any other shape is named a failed bridge', async () => {
  invoke.mockRejectedValue('command workstation not found');
  await expect(desk.workstation()).rejects.toMatchObject({
    code: 'bridge_failed',
    detail: 'command workstation not found',
  });
});

test('a substitute takes the place of a command until it is put back', async () => {
  invoke.mockResolvedValue([]);
  const restore = replaceDesk({ templates: () => Promise.reject(new DeskError('unreachable')) });
  await expect(desk.templates('c1')).rejects.toMatchObject({ code: 'unreachable' });
  restore();
  await expect(desk.templates('c1')).resolves.toEqual([]);
});

test('bytes cross as they are, described by headers', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  invoke.mockResolvedValue(null);
  await sendBytes('keep_picture', bytes, { 'x-field': 'personPhoto1' });
  expect(invoke).toHaveBeenCalledWith('keep_picture', bytes, { headers: { 'x-field': 'personPhoto1' } });
});

test('received bytes that fail are named like every other command', async () => {
  invoke.mockRejectedValue({ code: 'not_found', detail: 'portrait', fields: [] });
  await expect(receiveBytes('portrait', { order: 'o1' })).rejects.toMatchObject({ code: 'not_found' });
});
