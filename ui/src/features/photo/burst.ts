import type { Glance } from '../../ipc';
import type { View } from './live-view';

/** So many frames, so far apart in milliseconds: together as long as a blink, so that one of them has open eyes. */
const FRAMES = 4;
const APART = 100;

/** Frames of a short while. */
async function framesOf(view: View): Promise<HTMLCanvasElement[]> {
  const frames = [view.whole()];
  while (frames.length < FRAMES) {
    await new Promise((resolve) => setTimeout(resolve, APART));
    frames.push(view.whole());
  }
  return frames;
}

/** The sharpest frame of a short while in which all is well and the eyes are open; none if there is no such. */
export async function bestOf(
  view: View,
  judge: (frame: HTMLCanvasElement) => Promise<Glance>,
): Promise<HTMLCanvasElement | null> {
  let best: { readonly frame: HTMLCanvasElement; readonly sharpness: number } | null = null;
  for (const frame of await framesOf(view)) {
    const { good, face } = await judge(frame);
    if (!good || !face?.eyesOpen) continue;
    if (!best || face.sharpness > best.sharpness) best = { frame, sharpness: face.sharpness };
  }
  return best?.frame ?? null;
}
