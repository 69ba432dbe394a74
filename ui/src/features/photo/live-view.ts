import type { LiveFrame } from '../../ipc';
import { frameOf, jpegOf } from './shot';

/** What the coach looks at. */
export interface View {
  /** Nobody sees it just now: there is nothing to be said about it. */
  readonly hidden: boolean;
  /** The frame of this moment, whole and unmirrored. */
  whole(): HTMLCanvasElement;
  /** The frame of this moment, or one that was kept, with so many pixels along its longer side at the most. */
  small(side: number, kept?: HTMLCanvasElement): Promise<LiveFrame>;
}

/** Enough for what is looked at and thrown away. Our own number: what it loses is far below the gate of sharpness. */
const QUALITY = 0.85;

/** The live view of a video element. */
export class LiveView implements View {
  readonly #canvas = document.createElement('canvas');

  constructor(private readonly video: HTMLVideoElement) {}

  /** No picture yet, the window or the column out of sight, a dialog over it, or an order on its way. */
  get hidden(): boolean {
    const { video } = this;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || document.hidden) return true;
    if (document.querySelector('dialog[open]') || video.closest('[inert]')) return true;
    return !video.checkVisibility();
  }

  whole(): HTMLCanvasElement {
    return frameOf(this.video);
  }

  async small(side: number, kept?: HTMLCanvasElement): Promise<LiveFrame> {
    const shot = kept ?? { width: this.video.videoWidth, height: this.video.videoHeight };
    const { width, height } = shot;
    const scale = Math.min(1, side / Math.max(width, height));
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    const pen = this.#canvas.getContext('2d');
    pen?.drawImage(kept ?? this.video, 0, 0, this.#canvas.width, this.#canvas.height);
    return { jpeg: await jpegOf(this.#canvas, QUALITY), shot: { width, height } };
  }
}
