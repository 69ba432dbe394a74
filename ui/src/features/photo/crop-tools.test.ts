import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { PictureView } from '../../ipc';
import type { Crop } from './geometry';
import ShootingTools from './ShootingTools.svelte';

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

function shown(picture: PictureView): ReturnType<typeof vi.fn> {
  const adjust = vi.fn();
  const photos = { picture, crop: picture.crop, ratio: 0.75, busy: false, adjust };
  const shooting = { aiming: false, camera: { devices: [] } };
  render(ShootingTools, { photos: photos as never, shooting: shooting as never });
  return adjust;
}

const button = (): HTMLElement => screen.getByRole('button', { name: 'Crop' });

test('the tools of the crop leave their room to the review until they are asked for', async () => {
  const user = userEvent.setup();
  const adjust = shown(PICTURE);
  expect(screen.queryByRole('slider', { name: 'Zoom' })).toBeNull();
  expect(button().getAttribute('aria-expanded')).toBe('false');
  await user.click(button());
  expect(button().getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('slider', { name: 'Zoom' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Turn left by a quarter' }));
  expect(adjust).toHaveBeenCalledOnce();
  await user.click(button());
  expect(screen.queryByRole('slider', { name: 'Zoom' })).toBeNull();
});

test('the tools of the crop are asked for with the keyboard', async () => {
  const user = userEvent.setup();
  shown(PICTURE);
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(button());
  await user.keyboard('{Enter}');
  expect(screen.getByRole('slider', { name: 'Zoom' })).toBeTruthy();
});

test('a picture that is sent by its address has no crop to open', () => {
  shown({ ...PICTURE, source: 'address', address: 'https://pictures.invalid/a.jpg' });
  expect(screen.queryByRole('button', { name: 'Crop' })).toBeNull();
});
