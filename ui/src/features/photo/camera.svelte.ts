import { constraints, faultOf, inTime, type CameraFault } from './camera-request';
import { DeviceList, type Device, type Media } from './device-list.svelte';
import { markCamera } from './live-mark';
import { stop } from './live-stream';

export type CameraState =
  | { readonly kind: 'off' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'live'; readonly stream: MediaStream; readonly label: string }
  | { readonly kind: 'failed'; readonly fault: CameraFault };

/** Which camera is wished for: by its id, which holds for this run, or by its label, which is remembered. */
export interface Wish {
  readonly label?: string;
  readonly deviceId?: string | undefined;
}

/** Wished for, never demanded: a camera that is gone gives way to the one there is. */
function wishFor(deviceId: string | undefined): MediaStreamConstraints {
  return constraints(deviceId === undefined ? undefined : { ideal: deviceId });
}

/** The camera of the station: which there are, which one is live, and why none is. It knows no enrolment. */
export class Camera {
  #state = $state.raw<CameraState>({ kind: 'off' });
  readonly #list: DeviceList;
  #turn = 0;

  /** `found` gives what the browser has of cameras. It is asked when the first one is opened and not before. */
  constructor(found: () => Media | undefined) {
    this.#list = new DeviceList(found, {
      isStarting: () => this.#state.kind === 'opening',
      read: (before) => {
        this.#noticeUnplugged(before);
      },
    });
  }

  /** The cameras; none until the first was asked for, and without names until one was permitted. One without an id is
   * a place holder: it says that there are cameras, not which. */
  readonly devices: readonly Device[] = $derived.by(() =>
    this.#list.devices.filter(({ deviceId }) => deviceId !== ''),
  );

  get state(): CameraState {
    return this.#state;
  }

  /** Opens the camera that is wished for, or another where it is not there. */
  async open(wish: Wish = {}): Promise<void> {
    this.close();
    const turn = this.#turn;
    this.#become({ kind: 'opening' });
    try {
      const stream = await this.#opened(wish, turn);
      if (turn === this.#turn) this.#show(stream);
      else stop(stream);
    } catch (reason) {
      if (turn === this.#turn) this.#become({ kind: 'failed', fault: faultOf(reason) });
    }
  }

  /** Ends the live view, or whatever is about to become one. */
  close(): void {
    this.#turn += 1;
    if (this.#state.kind === 'live') stop(this.#state.stream);
    this.#become({ kind: 'off' });
  }

  /** Ends the live view, and follows cameras that come and go no longer. */
  leave(): void {
    this.#list.leave();
    this.close();
  }

  #become(state: CameraState): void {
    this.#state = state;
    // Starting counts: it is what crashes a page most.
    markCamera(this, state.kind === 'opening' || state.kind === 'live');
  }

  /** The name of a camera is known only once one is open: another may have to be opened after it. */
  async #opened({ label = '', deviceId }: Wish, turn: number): Promise<MediaStream> {
    const media = this.#list.reach();
    if (!media) throw new DOMException('no media devices', 'NotFoundError');
    const known = deviceId ?? this.#idOf(label);
    const first = await inTime(media.getUserMedia(wishFor(known))).catch((reason: unknown) =>
      this.#another({ label, tried: known, turn }, reason),
    );
    if (turn !== this.#turn) return first;
    await this.#list.read();
    const wanted = deviceId === undefined ? this.#idOf(label) : undefined;
    if (wanted === undefined || first.getVideoTracks()[0]?.label === label) return first;
    stop(first);
    return inTime(media.getUserMedia(wishFor(wanted)));
  }

  /** The browser's own choice may be busy while the remembered one is free; and if not, another can be chosen. */
  async #another(
    { label, tried, turn }: { label: string; tried: string | undefined; turn: number },
    reason: unknown,
  ): Promise<MediaStream> {
    const listed = this.#list.read();
    // Who does not answer may not tell which cameras there are either.
    if (faultOf(reason) === 'timeOut') throw reason;
    await listed;
    const wanted = tried === undefined ? this.#idOf(label) : undefined;
    const { media } = this.#list;
    if (!media || wanted === undefined || turn !== this.#turn) throw reason;
    return inTime(media.getUserMedia(wishFor(wanted)));
  }

  #idOf(label: string): string | undefined {
    return label === '' ? undefined : this.devices.find((device) => device.label === label)?.deviceId;
  }

  #show(stream: MediaStream): void {
    const track = stream.getVideoTracks()[0];
    track?.addEventListener('ended', () => {
      if (this.#state.kind === 'live' && this.#state.stream === stream) this.#end();
    });
    this.#become({ kind: 'live', stream, label: track?.label ?? '' });
  }

  #end(): void {
    this.close();
    this.#become({ kind: 'failed', fault: 'ended' });
  }

  /** WebKitGTK does not end the stream of a camera that is pulled out: its last frame would stay, as if live. Of two
   * cameras of one name the id tells which it was; an engine may list other ids than it gives its tracks, so that only
   * one that was in the list can be missed in it. */
  #noticeUnplugged(before: readonly Device[]): void {
    const { state } = this;
    if (state.kind !== 'live') return;
    const id = state.stream.getVideoTracks()[0]?.getSettings().deviceId;
    const isLive = ({ deviceId }: Device): boolean => deviceId === id;
    const isNamed = ({ label }: Device): boolean => label === state.label;
    const gone = before.some(isLive) && !this.devices.some(isLive);
    if (gone || (state.label !== '' && !this.devices.some(isNamed))) this.#end();
  }
}
