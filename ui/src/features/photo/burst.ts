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

interface Found {
  readonly frame: HTMLCanvasElement;
  readonly face: NonNullable<Glance['face']>;
}

/** The best frame of a short while in which all is well; none if there is no such. Closed eyes are well only where the
 * office does not ask for open ones, and it may not, since narrow eyes are measured as closed. */
export async function bestOf(
  view: View,
  judge: (frame: HTMLCanvasElement) => Promise<Glance>,
): Promise<HTMLCanvasElement | null> {
  let best: Found | null = null;
  for (const frame of await framesOf(view)) {
    const { good, face } = await judge(frame);
    if (good && face && (!best || isBetter(face, best.face))) best = { frame, face };
  }
  return best?.frame ?? null;
}

/** Open eyes, then sharpness. */
function isBetter(one: Found['face'], other: Found['face']): boolean {
  if (one.eyesOpen !== other.eyesOpen) return one.eyesOpen;
  return one.sharpness > other.sharpness;
}
