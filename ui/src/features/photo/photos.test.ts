import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment, template } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk, type EnrolmentView, type PictureView } from '../../ipc';
import { Photos, type Pictured } from './photos.svelte';
import { piecesOf } from './pieces';

const CROP = { x: 300, y: 0, width: 675, height: 900, angle: 0 };
const PICTURE: PictureView = {
  field: 'personPhoto1',
  source: 'camera',
  width: 1200,
  height: 900,
  crop: CROP,
  address: null,
  version: 1,
};
const plain = { filledByService: false, label: null, required: false };
const image = (name: string) => ({
  ...plain,
  name,
  kind: { kind: 'image' as const },
  face: name === 'personPhoto1',
});
const TEMPLATE = template('company', 'Company', {
  fields: [image('personPhoto1'), image('personSignature')],
});

const takePicture = vi.fn<Desk['takePicture']>();
const pickPicture = vi.fn<Desk['pickPicture']>();
const cutPicture = vi.fn<Desk['cutPicture']>();
const dropPicture = vi.fn<Desk['dropPicture']>();
const created = vi.fn<(blob: Blob) => string>();
const revoked = vi.fn<(url: string) => void>();
const recut = vi.fn<Pictured['recut']>();
const pastePicture = vi.fn<Desk['pastePicture']>();
const portrait = vi.fn<Desk['portrait']>();
const held: { view: EnrolmentView; refresh: () => Promise<void>; recut: Pictured['recut'] } = {
  view: enrolment(TEMPLATE),
  refresh: () => Promise.resolve(),
  recut,
};
let photos: Photos;
let restore: () => void;

beforeEach(() => {
  let count = 0;
  created.mockReset().mockImplementation(() => `blob:${(count += 1)}`);
  revoked.mockReset();
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: created, revokeObjectURL: revoked }));
  takePicture.mockReset().mockResolvedValue(PICTURE);
  pickPicture.mockReset().mockResolvedValue({ ...PICTURE, source: 'file' });
  cutPicture.mockReset().mockResolvedValue(new Blob());
  dropPicture.mockReset().mockResolvedValue(enrolment(TEMPLATE));
  recut.mockReset();
  pastePicture.mockReset().mockRejectedValue(new DeskError('clipboardWithoutPicture'));
  portrait.mockReset().mockResolvedValue(new Blob());
  const shown = { portrait, picturePreview: () => Promise.resolve(new Blob()) };
  restore = replaceDesk({ takePicture, pickPicture, cutPicture, dropPicture, pastePicture, ...shown });
  held.view = enrolment(TEMPLATE);
  photos = new Photos(held);
});

afterEach(() => {
  restore();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const PLACE = { enrolment: 'e1', field: 'personPhoto1' };
const BYTES = new Uint8Array([1, 2, 3]);
const read = (): Promise<Uint8Array> => Promise.resolve(BYTES);
const live = (): string[] => {
  const gone = revoked.mock.calls.map(([url]) => url);
  return created.mock.results.map(({ value }) => value as string).filter((url) => !gone.includes(url));
};

test('a shot goes to the field in sight, and its preview and portrait are shown', async () => {
  photos.look('personSignature');
  expect(await photos.take('camera', read)).toBe(true);
  expect(takePicture).toHaveBeenCalledWith({ enrolment: 'e1', field: 'personSignature' }, 'camera', BYTES);
});

test('a new picture that fails leaves everything that was there', async () => {
  await photos.take('camera', read);
  const before = photos.portrait.url;
  pickPicture.mockRejectedValue(new DeskError('pictureHeic'));
  expect(await photos.pick()).toBe(false);
  expect(photos.trouble).toMatchObject({ kind: 'desk', error: { code: 'pictureHeic' } });
  expect(photos.picture).toEqual(PICTURE);
  expect(photos.portrait.url).toBe(before);
});

test('a dialog closed without a choice changes nothing', async () => {
  await photos.take('camera', read);
  pickPicture.mockResolvedValue(null);
  expect(await photos.pick()).toBe(false);
  expect(photos.picture).toEqual(PICTURE);
  expect(photos.trouble).toBeNull();
});

test('several dropped files are named and none is taken', async () => {
  await photos.drop([new File(['a'], 'a.jpg'), new File(['b'], 'b.jpg')]);
  expect(photos.trouble).toEqual({ kind: 'severalFiles' });
  expect(takePicture).not.toHaveBeenCalled();
});

test('a dropped file is taken as its bytes', async () => {
  await photos.drop([new File([BYTES], 'a.jpg')]);
  expect(takePicture).toHaveBeenCalledWith(PLACE, 'drop', BYTES);
});

test('many small steps of the crop are cut once, as the last one stands', async () => {
  await photos.take('camera', read);
  vi.useFakeTimers();
  for (const x of [301, 302, 303]) photos.adjust({ ...CROP, x });
  expect(cutPicture).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(cutPicture).toHaveBeenCalledTimes(1);
  expect(cutPicture).toHaveBeenCalledWith(PLACE, { ...CROP, x: 303 });
});

test('settling cuts at once, and nothing twice', async () => {
  await photos.take('camera', read);
  photos.adjust({ ...CROP, x: 310 });
  await photos.settle();
  await photos.settle();
  expect(cutPicture).toHaveBeenCalledTimes(1);
});

test('every address of a picture that is not shown any more is let go of', async () => {
  await photos.take('camera', read);
  photos.adjust({ ...CROP, x: 310 });
  await photos.settle();
  await photos.take('camera', read);
  expect(new Set(live())).toEqual(new Set([photos.preview.url, photos.portrait.url]));
  await photos.close();
  expect(live()).toEqual([]);
});

test('the next person never sees the picture of the one before', async () => {
  await photos.take('camera', read);
  held.view = { ...enrolment(TEMPLATE), id: 'e2' };
  await photos.follow();
  expect(photos.picture).toBeNull();
  expect(live()).toEqual([]);
});

test('a picture that the enrolment holds already is shown', async () => {
  held.view = { ...enrolment(TEMPLATE), pictures: { personPhoto1: PICTURE } };
  await photos.follow();
  expect(photos.picture).toEqual(PICTURE);
  expect(photos.crop).toEqual(CROP);
});

test('a file that is far too large is refused before a byte of it is read', async () => {
  const bytes = vi.fn(() => Promise.resolve(new ArrayBuffer(1)));
  const file = (size: number): File => ({ size, arrayBuffer: bytes }) as unknown as File;
  await photos.drop([file(64 * 1024 * 1024 + 1)]);
  expect(photos.trouble).toMatchObject({ kind: 'desk', error: { code: 'pictureTooLarge' } });
  expect(bytes).not.toHaveBeenCalled();
  await photos.drop([file(64 * 1024 * 1024)]);
  expect(takePicture).toHaveBeenCalledOnce();
});

test('a removed picture is gone from the desk and the screen', async () => {
  await photos.take('camera', read);
  await photos.remove();
  expect(dropPicture).toHaveBeenCalledWith(PLACE);
  expect(photos.picture).toBeNull();
  expect(live()).toEqual([]);
});

test('while a file is being chosen nothing is said to be taken in, and afterwards everything can go on', async () => {
  let close: (choice: PictureView | null) => void = () => undefined;
  pickPicture.mockReturnValue(new Promise((resolve) => (close = resolve)));
  const picked = photos.pick();
  await Promise.resolve();
  expect(photos.wait).toBe('choosing');
  close(null);
  await picked;
  expect(photos.wait).toBeNull();
  expect(await photos.take('camera', read)).toBe(true);
});

test('what the person before waited for neither blocks nor troubles the next', async () => {
  let fail: (reason: Error) => void = () => undefined;
  pickPicture.mockReturnValue(new Promise((_, reject) => (fail = reject)));
  await photos.follow();
  const picked = photos.pick();
  await vi.waitFor(() => {
    expect(pickPicture).toHaveBeenCalled();
  });
  held.view = { ...enrolment(TEMPLATE), id: 'e2' };
  await photos.follow();
  expect(photos.busy).toBe(false);
  fail(new DeskError('wrongState'));
  expect(await picked).toBe(false);
  expect(photos.trouble).toBeNull();
});

test('the portrait is the person, whichever picture is in sight', async () => {
  const logo = { ...PICTURE, field: 'companyLogo' };
  const fields = [image('companyLogo'), image('personPhoto1')];
  const pictures = { companyLogo: logo, personPhoto1: PICTURE };
  held.view = { ...enrolment(template('company', 'Company', { fields })), pictures };
  await photos.follow();
  const url = photos.portrait.url;
  expect(photos.picture).toEqual(logo);
  expect(portrait.mock.calls).toEqual([[PLACE]]);
  photos.look('personPhoto1');
  await photos.follow();
  expect(photos.portrait.url).toBe(url);
});

test('without a photo of the person the first picture stands for it', async () => {
  const logo = { ...PICTURE, field: 'companyLogo' };
  const fields = [image('companyLogo')];
  const chosen = template('company', 'Company', { fields });
  held.view = { ...enrolment(chosen), pictures: { companyLogo: logo } };
  await photos.follow();
  expect(photos.portrait.url).not.toBeNull();
});

test('why a picture was not pasted is said also when the next person is only just there', async () => {
  await photos.take('camera', read);
  photos.adjust({ ...CROP, x: 310 });
  held.view = { ...enrolment(TEMPLATE), id: 'e2' };
  const following = photos.follow();
  const pasted = photos.paste();
  await Promise.all([following, pasted]);
  expect(photos.trouble).toMatchObject({ kind: 'desk', error: { code: 'clipboardWithoutPicture' } });
});

test('in a text field nothing is said of an empty clipboard, but of everything else', async () => {
  expect(await photos.paste(true)).toBe(false);
  expect(photos.trouble).toBeNull();
  pastePicture.mockRejectedValue(new DeskError('pictureTooLarge'));
  await photos.paste(true);
  expect(photos.trouble).toMatchObject({ error: { code: 'pictureTooLarge' } });
});

test('a crop moved just before the counter is left is cut all the same', async () => {
  await photos.take('camera', read);
  photos.adjust({ ...CROP, x: 310 });
  await photos.close();
  expect(cutPicture).toHaveBeenCalledWith(PLACE, { ...CROP, x: 310 });
  expect(recut).toHaveBeenCalledWith(
    'e1',
    expect.objectContaining({ crop: { ...CROP, x: 310 }, version: 2 }),
  );
  expect(live()).toEqual([]);
});

test('a name breaks at its spaces and after its hyphens only', () => {
  expect(piecesOf('Åse-Marie  Bjørkås-Østbø')).toEqual([
    ['Åse-', 'Marie'],
    ['Bjørkås-', 'Østbø'],
  ]);
  expect(piecesOf('')).toEqual([]);
});

test('a picture is for the person it was dropped for, however long its bytes take', async () => {
  let arrive: (bytes: Uint8Array) => void = () => undefined;
  const taken = photos.take('drop', () => new Promise((resolve) => (arrive = resolve)));
  await vi.waitFor(() => {
    expect(photos.busy).toBe(true);
  });
  held.view = { ...enrolment(TEMPLATE), id: 'e2' };
  await photos.follow();
  arrive(BYTES);
  expect(await taken).toBe(false);
  for (const [place] of takePicture.mock.calls) expect(place).toEqual(PLACE);
});

test('a file that cannot be read is named', async () => {
  const folder = new File([], 'folder');
  vi.spyOn(folder, 'arrayBuffer').mockRejectedValue(new Error('a folder'));
  await photos.drop([folder]);
  expect(photos.trouble).toMatchObject({ kind: 'desk', error: { code: 'fileUnreadable' } });
});

test('an order waits for the picture on its way', async () => {
  let arrive: (picture: PictureView) => void = () => undefined;
  takePicture.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  void photos.take('camera', read);
  const ready = photos.ready();
  const early = vi.fn();
  void ready.then(early);
  await vi.waitFor(() => {
    expect(takePicture).toHaveBeenCalled();
  });
  expect(early).not.toHaveBeenCalled();
  arrive(PICTURE);
  expect(await ready).toBe(true);
});

test('an order does not go with a picture that did not come, or with a crop that was not cut', async () => {
  takePicture.mockRejectedValue(new DeskError('pictureTruncated'));
  void photos.take('camera', read);
  expect(await photos.ready()).toBe(false);
  expect(await photos.ready()).toBe(true);
  takePicture.mockResolvedValue(PICTURE);
  await photos.take('camera', read);
  cutPicture.mockRejectedValue(new DeskError('diskFull'));
  photos.adjust({ ...CROP, x: 10 });
  expect(await photos.ready()).toBe(false);
});

const VERDICT = { measures: [], instruction: null, passes: true, faces: 1, allowedBy: null };

test('a face that was cut by hand is judged as it is cut, and the enrolment hears of it', async () => {
  const judged = vi.fn<Desk['picture']>();
  restore = replaceDesk({ picture: judged });
  takePicture.mockResolvedValue({ ...PICTURE, verdict: VERDICT });
  const cropped = { ...VERDICT, instruction: 'moveDown' as const };
  judged.mockResolvedValue({ ...PICTURE, version: 2, verdict: cropped });
  await photos.take('camera', read);
  photos.adjust({ ...CROP, x: 310 });
  await photos.settle();
  expect(photos.picture).toMatchObject({ version: 2, crop: { x: 310 }, verdict: cropped });
  expect(recut).toHaveBeenLastCalledWith('e1', photos.picture);
});

test('a blocked portrait that is used all the same is shown so', async () => {
  const useAllTheSame = vi.fn<Desk['useAllTheSame']>();
  restore = replaceDesk({ useAllTheSame });
  const blocked = { ...PICTURE, verdict: { ...VERDICT, passes: false } };
  takePicture.mockResolvedValue(blocked);
  await photos.take('camera', read);
  const used = { ...blocked, verdict: { ...blocked.verdict, allowedBy: 'Ingrid' } };
  useAllTheSame.mockResolvedValue({ ...enrolment(TEMPLATE), pictures: { personPhoto1: used } });
  await photos.useAllTheSame(true);
  expect(useAllTheSame).toHaveBeenCalledWith(PLACE, true);
  expect(photos.picture?.verdict?.allowedBy).toBe('Ingrid');
});

test('a shot names its camera and a file none', async () => {
  await photos.take('camera', read, 'Counter camera');
  expect(takePicture).toHaveBeenLastCalledWith(PLACE, 'camera', BYTES, 'Counter camera');
  await photos.take('drop', read);
  expect(takePicture).toHaveBeenLastCalledWith(PLACE, 'drop', BYTES);
});
