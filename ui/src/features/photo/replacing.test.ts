import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment, template } from '../../dev/desk';
import { language } from '../../i18n';
import { DeskError, replaceDesk, type Desk, type EnrolmentView, type PictureView } from '../../ipc';
import { Photos } from './photos.svelte';

/** One picture in place of another: fetched, shot again, or cut anew by the desk. */

const CROP = { x: 300, y: 0, width: 675, height: 900, angle: 0 };
const SIZE = { width: 1200, height: 900 };
const PICTURE: PictureView = {
  field: 'personPhoto1',
  source: 'camera',
  ...SIZE,
  crop: CROP,
  address: null,
  version: 1,
};
const kind = { kind: 'image' as const };
const FIELD = {
  name: 'personPhoto1',
  kind,
  filledByService: false,
  label: null,
  required: false,
  face: false,
};
const TEMPLATE = template('company', 'Company', { fields: [FIELD] });
const PLACE = { enrolment: 'e1', field: 'personPhoto1' };

const takePicture = vi.fn<Desk['takePicture']>();
const pickPicture = vi.fn<Desk['pickPicture']>();
const dropPicture = vi.fn<Desk['dropPicture']>();
const fetchPicture = vi.fn<Desk['fetchPicture']>();
const useFetchedPicture = vi.fn<Desk['useFetchedPicture']>();
const held: { view: EnrolmentView; refresh: () => Promise<void>; recut: () => void } = {
  view: enrolment(TEMPLATE),
  refresh: () => Promise.resolve(),
  recut: () => undefined,
};
const read = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array([1]));
let photos: Photos;
let restore: () => void;

beforeEach(() => {
  takePicture.mockReset().mockResolvedValue(PICTURE);
  pickPicture.mockReset().mockResolvedValue(null);
  dropPicture.mockReset();
  fetchPicture.mockReset();
  useFetchedPicture.mockReset().mockResolvedValue({ ...PICTURE, source: 'address', version: 2 });
  const blob = (): Promise<Blob> => Promise.resolve(new Blob());
  const shown = { portrait: blob, picturePreview: blob, cutPicture: blob };
  restore = replaceDesk({
    takePicture,
    pickPicture,
    dropPicture,
    fetchPicture,
    useFetchedPicture,
    ...shown,
  });
  held.view = enrolment(TEMPLATE);
  photos = new Photos(held);
});

afterEach(async () => {
  await photos.close();
  restore();
});

/** A picture that was asked for at its address and has not come yet. */
async function fetching() {
  let arrive: () => void = () => undefined;
  let fail: (reason: Error) => void = () => undefined;
  const answer = new Promise<null>((resolve, reject) => {
    arrive = () => {
      resolve(null);
    };
    fail = reject;
  });
  fetchPicture.mockReturnValue(answer);
  const fetched = photos.fetch('https://pictures.invalid/a.jpg');
  await vi.waitFor(() => {
    expect(fetchPicture).toHaveBeenCalledWith(PLACE, 'https://pictures.invalid/a.jpg');
  });
  return { arrive, fail, fetched };
}

test('a fetching that is cancelled leaves the picture that was there, whatever arrives afterwards', async () => {
  await photos.take('camera', read);
  const before = [photos.picture, photos.preview.url, photos.portrait.url];
  const { arrive, fetched } = await fetching();
  photos.cancel();
  expect(photos.busy).toBe(false);
  expect(await fetched).toBe(false);
  arrive();
  await Promise.resolve();
  expect(useFetchedPicture).not.toHaveBeenCalled();
  expect(dropPicture).not.toHaveBeenCalled();
  expect([photos.picture, photos.preview.url, photos.portrait.url]).toEqual(before);
});

test('a fetching that fails leaves the picture that was there and says why', async () => {
  await photos.take('camera', read);
  const { fail, fetched } = await fetching();
  fail(new DeskError('timedOut'));
  expect(await fetched).toBe(false);
  expect(photos.trouble).toMatchObject({ kind: 'desk', error: { code: 'timedOut' } });
  expect(photos.picture).toEqual(PICTURE);
  expect(useFetchedPicture).not.toHaveBeenCalled();
});

test('a fetched picture takes the place of the one that was there once it has come', async () => {
  await photos.take('camera', read);
  const { arrive, fetched } = await fetching();
  expect(photos.picture).toEqual(PICTURE);
  arrive();
  expect(await fetched).toBe(true);
  expect(useFetchedPicture).toHaveBeenCalledWith(PLACE);
  expect(photos.picture).toMatchObject({ source: 'address', version: 2 });
});

test('a photo is taken at once after a fetching was cancelled', async () => {
  const { fetched } = await fetching();
  photos.cancel();
  expect(await photos.take('camera', read)).toBe(true);
  expect(await fetched).toBe(false);
  expect(photos.picture).toEqual(PICTURE);
});

test('a picture that is being taken in cannot be cancelled any more', async () => {
  let arrive: (picture: PictureView) => void = () => undefined;
  takePicture.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  const taken = photos.take('camera', read);
  await vi.waitFor(() => {
    expect(takePicture).toHaveBeenCalled();
  });
  photos.cancel();
  arrive(PICTURE);
  expect(await taken).toBe(true);
});

const SQUARE = { crop: { ...CROP, x: 150, width: 900 }, portrait: { width: 500, height: 500 }, version: 2 };
const USUAL = { ...PICTURE, portrait: { width: 720, height: 960 } };

test('a picture that the desk cut anew is shown with its new crop, and said until it is looked at', async () => {
  takePicture.mockResolvedValue(USUAL);
  held.view = { ...held.view, pictures: { personPhoto1: USUAL } };
  await photos.follow();
  expect(photos.recut).toBe(false);
  held.view = { ...held.view, pictures: { personPhoto1: { ...USUAL, ...SQUARE } } };
  await photos.follow();
  expect(photos.crop).toEqual(SQUARE.crop);
  expect(photos.recut).toBe(true);
  photos.adjust({ ...SQUARE.crop, x: 160 });
  expect(photos.recut).toBe(false);
});

test('a picture that the operator replaces is none that was cut anew', async () => {
  held.view = { ...held.view, pictures: { personPhoto1: USUAL } };
  await photos.follow();
  takePicture.mockResolvedValue({ ...USUAL, ...SQUARE });
  await photos.take('camera', read);
  await photos.follow();
  expect(photos.recut).toBe(false);
});

test('the ratio of the crop is that of the size the office set', () => {
  expect(photos.ratio).toBe(0.75);
  held.view = enrolment({ ...TEMPLATE, settings: { outputWidth: 500, outputHeight: 1000 } });
  expect(new Photos(held).ratio).toBe(0.5);
  held.view = enrolment({ ...TEMPLATE, settings: {} });
  const office = { portrait: { outputWidth: 300, outputHeight: 400 } };
  expect(new Photos(held, () => office).ratio).toBe(0.75);
});

test('the native dialog is asked for in the language of the page', async () => {
  language.choose('nb');
  await photos.pick();
  const words = { title: 'Velg et bilde', pictures: 'Bilder', everything: 'Alle filer' };
  expect(pickPicture).toHaveBeenCalledWith(PLACE, words);
});
