import { afterEach, expect, test, vi } from 'vitest';
import { DeskError, desk, hear, replaceDesk, tell, type DeskEvent } from './index';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));

const PLACE = { enrolment: 'e1', field: 'personPhoto1' };

afterEach(() => {
  invoke.mockReset();
});

test('an answer is returned as it is', async () => {
  invoke.mockResolvedValue({ waiting: 2 });
  await expect(desk.orderCounts('practice')).resolves.toEqual({ waiting: 2 });
  expect(invoke).toHaveBeenCalledWith('order_counts', { connection: 'practice' });
});

test('a refused command is thrown as a typed error with its fields', async () => {
  const fields = [{ field: 'personEmail', problem: 'saidByService', detail: 'not an address' }];
  invoke.mockRejectedValue({ code: 'badInput', detail: 'BAD_USER_INPUT', fields });
  const error = await desk.deskState().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DeskError);
  expect(error).toMatchObject({ code: 'badInput', detail: 'BAD_USER_INPUT', fields });
});

test.each(['command not found', new Error('no bridge')])('%s is named a failed bridge', async (reason) => {
  invoke.mockRejectedValue(reason);
  await expect(desk.deskState()).rejects.toMatchObject({ code: 'bridgeFailed' });
});

test('a substitute takes the place of a command until it is put back', async () => {
  invoke.mockResolvedValue('real');
  const restore = replaceDesk({ templates: () => Promise.reject(new DeskError('unreachable')) });
  await expect(desk.templates()).rejects.toMatchObject({ code: 'unreachable' });
  restore();
  await expect(desk.templates()).resolves.toBe('real');
});

test('a picture crosses as bytes, described by headers', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  invoke.mockResolvedValue({});
  await desk.takePicture({ enrolment: 'e1', field: 'bildePå' }, 'camera', bytes);
  const headers = { 'x-enrolment': 'e1', 'x-field': 'bildeP%C3%A5', 'x-source': 'camera' };
  expect(invoke).toHaveBeenCalledWith('take_picture', bytes, { headers });
});

test('a shot names its camera, whatever that is called', async () => {
  invoke.mockResolvedValue({});
  await desk.takePicture(PLACE, 'camera', new Uint8Array([1]), 'Kamera på skranken');
  const headers: unknown = expect.objectContaining({ 'x-camera': 'Kamera%20p%C3%A5%20skranken' });
  expect(invoke).toHaveBeenCalledWith('take_picture', expect.anything(), { headers });
});

test('a frame of the live view crosses with the size of a shot', async () => {
  const jpeg = new Uint8Array([4]);
  invoke.mockResolvedValue({});
  await desk.glance(PLACE, { jpeg, shot: { width: 1920, height: 1080 } });
  const from = { 'x-enrolment': 'e1', 'x-field': 'personPhoto1', 'x-source': 'camera' };
  const headers = { ...from, 'x-shot': '1920x1080' };
  expect(invoke).toHaveBeenCalledWith('glance', jpeg, { headers });
});

test('a picture arrives as a JPEG that an object URL can show', async () => {
  invoke.mockResolvedValue(new Uint8Array([255, 216]).buffer);
  const picture = await desk.cutPicture(PLACE, { x: 0, y: 0, width: 3, height: 4, angle: 0 });
  expect(picture.type).toBe('image/jpeg');
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array([255, 216]));
});

test('a picture that fails is named like every other command', async () => {
  invoke.mockRejectedValue({ code: 'noPicture', detail: '', fields: [] });
  await expect(desk.portrait(PLACE)).rejects.toMatchObject({ code: 'noPicture' });
});

test('what the shell says is heard until one stops listening', () => {
  const heard = vi.fn<(event: DeskEvent) => void>();
  const stop = hear(heard);
  tell({ kind: 'stationChanged' });
  stop();
  tell({ kind: 'stationChanged' });
  expect(heard).toHaveBeenCalledOnce();
});
