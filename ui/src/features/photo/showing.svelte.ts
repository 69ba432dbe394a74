import { faultOf, type CameraFault } from './camera-request';
import type { CameraState } from './camera.svelte';
import type { Device } from './device-list.svelte';
import { markCamera } from './live-mark';
import { stop } from './live-stream';
import { rateOf, shows, stillOf, type Still } from './still';

/** What a camera gives. */
export type Facts = Pick<Still, 'width' | 'height' | 'rate'>;

/** One camera among others: whether it is live, why not, and what it showed last. */
export class Showing {
  /** The element that shows its live picture, and the size of that, once it comes. */
  video = $state.raw<HTMLVideoElement>();
  size = $state.raw<{ readonly width: number; readonly height: number } | null>(null);
  /** What the list says of it: its name comes later. */
  device = $state.raw<Device>({ deviceId: '', label: '' });
  /** Whether its turn is to come, or was, or was in vain beside others. */
  round: 'due' | 'had' | 'crowded' = 'due';
  #state = $state.raw<CameraState>({ kind: 'off' });
  #still = $state.raw<Still>();
  #turn = 0;

  constructor(device: Device) {
    this.device = device;
  }

  get state(): CameraState {
    return this.#state;
  }

  /** Its last picture. */
  get still(): Still | undefined {
    return this.#still;
  }

  /** It is on, or about to be. */
  get isOn(): boolean {
    return this.#state.kind === 'opening' || this.#state.kind === 'live';
  }

  get stream(): MediaStream | null {
    return this.#state.kind === 'live' ? this.#state.stream : null;
  }

  /** It is live, and its picture has come. */
  get isSeen(): boolean {
    return this.stream !== null && shows(this.video, this.stream);
  }

  /** It is live, and the web view hands on none of its pictures. */
  get isMuted(): boolean {
    return this.stream?.getVideoTracks()[0]?.muted ?? false;
  }

  /** What it gives, or gave when it was live last. */
  readonly facts: Facts | null = $derived.by(() => {
    const { stream, size } = this;
    if (stream) return size && { ...size, rate: rateOf(stream) };
    return this.#still ?? null;
  });

  /** Opens what is asked for; whatever comes after it was turned off again goes off at once. */
  async open(asks: () => Promise<MediaStream>): Promise<void> {
    this.rest();
    const turn = this.#turn;
    this.#become({ kind: 'opening' });
    try {
      const stream = await asks();
      if (turn === this.#turn) this.show(stream);
      else stop(stream);
    } catch (reason) {
      if (turn === this.#turn) this.fail(faultOf(reason));
    }
  }

  show(stream: MediaStream): void {
    this.rest();
    const track = stream.getVideoTracks()[0];
    track?.addEventListener('ended', () => {
      if (this.stream === stream) this.fail('ended');
    });
    this.#become({ kind: 'live', stream, label: track?.label ?? '' });
    const isAnother = track && track.label !== '' && this.device.label !== '';
    // Another one came on in its place.
    if (isAnother && track.label !== this.device.label) this.fail('failed');
  }

  /** It is off, and says why. */
  fail(fault: CameraFault): void {
    this.rest();
    this.#become({ kind: 'failed', fault });
  }

  /** It is off, or does not come on; its last picture stays. */
  rest(): void {
    this.keep();
    this.#turn += 1;
    if (this.stream) stop(this.stream);
    this.#become({ kind: 'off' });
  }

  /** Keeps what it shows at this moment: another camera may end it. */
  keep(): void {
    const { stream, video } = this;
    if (stream && !this.isMuted && shows(video, stream)) this.#still = stillOf(video, stream);
  }

  /** Nothing is known of it yet. */
  forget(): void {
    this.#still = undefined;
    this.round = 'due';
    if (this.#state.kind === 'failed') this.#become({ kind: 'off' });
  }

  #become(state: CameraState): void {
    this.#state = state;
    // Starting counts: it is what crashes a page most.
    markCamera(this, this.isOn);
  }
}
