import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment, template } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk, type PictureView } from '../../ipc';
import { Photos } from './photos.svelte';

const PICTURE: PictureView = {
  field: 'personPhoto1',
  source: 'camera',
  width: 1200,
  height: 900,
  crop: { x: 300, y: 0, width: 675, height: 900, angle: 0 },
  address: null,
  version: 1,
};
const PHOTO = { name: 'personPhoto1', kind: { kind: 'image' as const }, face: true, label: null };
const TEMPLATE = template('company', 'Company', {
  fields: [{ ...PHOTO, filledByService: false, required: false }],
});

const portrait = vi.fn<Desk['portrait']>();
const picturePreview = vi.fn<Desk['picturePreview']>();
const held = { view: enrolment(TEMPLATE), refresh: () => Promise.resolve(), recut: () => undefined };
let photos: Photos;
let restore: () => void;

beforeEach(() => {
  portrait.mockReset().mockResolvedValue(new Blob());
  picturePreview.mockReset().mockResolvedValue(new Blob());
  restore = replaceDesk({ portrait, picturePreview, takePicture: () => Promise.resolve(PICTURE) });
  held.view = enrolment(TEMPLATE);
  photos = new Photos(held);
});

afterEach(() => {
  restore();
});

const shoot = (): Promise<boolean> => photos.take('camera', () => Promise.resolve(new Uint8Array([1])));

/** The one before has left while something was asked for them. */
async function next(asked: typeof portrait | typeof picturePreview): Promise<void> {
  await vi.waitFor(() => {
    expect(asked).toHaveBeenCalled();
  });
  held.view = { ...enrolment(TEMPLATE), id: 'e2' };
  await photos.follow();
}

test('a larger picture is not asked for once somebody else stands there', async () => {
  let cut: (portrait: Blob) => void = () => undefined;
  portrait.mockReturnValueOnce(new Promise((resolve) => (cut = resolve)));
  const taken = shoot();
  await next(portrait);
  cut(new Blob());
  await taken;
  expect(picturePreview).not.toHaveBeenCalled();
});

test.each([
  ['portrait', portrait],
  ['larger picture', picturePreview],
] as const)('a %s that fails after the person has left is no trouble of the next', async (_, asked) => {
  let fail: (reason: Error) => void = () => undefined;
  asked.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
  const taken = shoot();
  await next(asked);
  fail(new DeskError('anotherPerson'));
  await taken;
  expect(photos.trouble).toBeNull();
});

test.each([
  ['portrait', portrait],
  ['larger picture', picturePreview],
] as const)('a %s that fails while the person is there is told', async (_, asked) => {
  asked.mockRejectedValueOnce(new DeskError('diskFull'));
  await shoot();
  expect(photos.trouble).toMatchObject({ error: { code: 'diskFull' } });
});
