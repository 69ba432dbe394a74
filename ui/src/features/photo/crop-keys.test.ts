import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import type { PictureView } from '../../ipc';
import Help from '../help/Help.svelte';
import CropEditor from './CropEditor.svelte';
import { centreOf, leanOf, zoomOf, type Crop } from './geometry';

const CROP: Crop = { x: 300, y: 100, width: 450, height: 600, angle: 0 };
const PICTURE: PictureView = {
  field: 'personPhoto1',
  source: 'camera',
  width: 1200,
  height: 900,
  crop: CROP,
  address: null,
  version: 1,
};
type Held = KeyboardEventInit & { readonly altGr?: boolean };

const onchange = vi.fn<(crop: Crop) => void>();

beforeEach(() => {
  onchange.mockReset();
});

/** What a key makes of the crop; nothing where it is not the crop's. */
async function after(key: string, { altGr = false, ...modifiers }: Held = {}): Promise<Crop | undefined> {
  const { unmount } = render(CropEditor, { picture: PICTURE, url: 'blob:1', crop: CROP, onchange });
  const event = new KeyboardEvent('keydown', { key, ...modifiers, bubbles: true });
  // happy-dom takes Alt for AltGr.
  vi.spyOn(event, 'getModifierState').mockImplementation((held) => held === 'AltGraph' && altGr);
  await fireEvent(screen.getByRole('application'), event);
  unmount();
  return onchange.mock.lastCall?.[0];
}

/** AltGr, as it arrives on Windows. */
const ALT_GR: Held = { ctrlKey: true, altKey: true, altGr: true };

test.each([
  ['ArrowLeft', 1, 0],
  ['ArrowRight', -1, 0],
  ['ArrowUp', 0, 1],
  ['ArrowDown', 0, -1],
])('%s moves the picture under the frame that way', async (key, right, down) => {
  const crop = await after(key);
  const [before, now] = [centreOf(CROP), centreOf(crop ?? CROP)];
  expect([Math.sign(now.x - before.x), Math.sign(now.y - before.y)]).toEqual([right, down]);
});

test.each([
  ['+', 1],
  ['=', 1],
  ['-', -1],
])('%s zooms', async (key, way) => {
  const crop = await after(key);
  expect(Math.sign(zoomOf(crop ?? CROP, PICTURE) - zoomOf(CROP, PICTURE))).toBe(way);
});

test.each([
  ['[', {}, -0.5],
  [']', {}, 0.5],
  ['[', ALT_GR, -0.5],
  [']', ALT_GR, 0.5],
  ['ArrowLeft', { shiftKey: true }, -0.5],
  ['ArrowRight', { shiftKey: true }, 0.5],
])('%s with %j straightens by half a degree', async (key, modifiers, lean) => {
  expect(leanOf((await after(key, modifiers)) ?? CROP)).toBeCloseTo(lean);
});

test.each([
  ['r', 270],
  ['R', 90],
])('%s turns by a quarter, the crop against the picture', async (key, angle) => {
  const crop = await after(key);
  expect(((crop?.angle ?? 0) + 360) % 360).toBe(angle);
});

test.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { ctrlKey: true, altKey: true }])(
  'a command of the program (%j) leaves the crop as it is',
  async (modifiers) => {
    expect(await after('r', modifiers)).toBeUndefined();
  },
);

test('the crop and the help name the keys', () => {
  render(CropEditor, { picture: PICTURE, url: 'blob:1', crop: CROP, onchange });
  const label = screen.getByRole('application').getAttribute('aria-label');
  expect(label).toMatch(/arrow keys to move.*\+ and − to zoom.*Shift and arrow left or right.*R to turn/);
  render(Help, { view: DESK });
  expect(screen.getByText(/Alt and arrow down open the calendar/)).toBeTruthy();
  expect(screen.getByText(/Shift and arrow left or right straighten it/)).toBeTruthy();
});
