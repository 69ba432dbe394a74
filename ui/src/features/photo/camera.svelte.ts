import { markCamera } from './live-mark';
import { stop } from './live-stream';

/** Why there is no live view. */
export type CameraFault = 'none' | 'busy' | 'denied' | 'timeOut' | 'ended' | 'failed';

export type CameraState =
  | { readonly kind: 'off' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'live'; readonly stream: MediaStream; readonly label: string }
  | { readonly kind: 'failed'; readonly fault: CameraFault };

/** A camera of the station. Its label is empty while the browser does not tell names. */
export type Device = Pick<MediaDeviceInfo, 'deviceId' | 'label'>;

/** Which camera is wished for: by its id, which holds for this run, or by its label, which is remembered. */
export interface Wish {
  readonly label?: string;
  readonly deviceId?: string | undefined;
}

/** What the camera needs of the browser. */
export type Media = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** Some systems never answer a request without a usage description, or ask the operator first; ours to choose, longer
 * than any start we saw. */
const TIME_LIMIT = 10_000;
/** One plug makes several events, and asking in their midst can crash a web view. */
const CALM = 500;

const FAULTS: Readonly<Partial<Record<string, CameraFault>>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
  TimeoutError: 'timeOut',
};

function faultOf(reason: unknown): CameraFault {
  const name = reason instanceof Error || reason instanceof DOMException ? reason.name : '';
  return FAULTS[name] ?? 'failed';
}

/** Ideal, never exact: a camera that cannot do it gives what it can. */
function constraints(deviceId?: string): MediaStreamConstraints {
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  return { audio: false, video: deviceId ? { ...size, deviceId: { ideal: deviceId } } : size };
}

/** The stream, or a TimeoutError; a stream that comes too late is stopped when it comes. */
function inTime(asked: Promise<MediaStream>): Promise<MediaStream> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new DOMException('no answer', 'TimeoutError'));
    }, TIME_LIMIT);
    asked
      .then((stream) => {
        if (late) stop(stream);
        else resolve(stream);
      }, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

/** The camera of the station: which there are, which one is live, and why none is. It knows no enrolment. */
export class Camera {
  #state = $state.raw<CameraState>({ kind: 'off' });
  /** The cameras; none until the first was asked for, and without names until one was permitted. */
  devices = $state.raw<readonly Device[]>([]);
  #turn = 0;
  #media: Media | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `found` gives what the browser has of cameras. It is asked when the first one is opened and not before: to be
   * asked alone, WebKitGTK starts all that plays and records, at 50 ms and 7 MB. */
  constructor(private readonly found: () => Media | undefined) {}

  get state(): CameraState {
    return this.#state;
  }

  /** Opens the camera that is wished for, or another where it is not there. */
  async open(wish: Wish = {}): Promise<void> {
    this.close();
    const turn = this.#turn;
    this.#become({ kind: 'opening' });
    this.#reach();
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
    clearTimeout(this.#timer);
    this.#media?.removeEventListener('devicechange', this.#changed);
    this.#media = undefined;
    this.close();
  }

  #become(state: CameraState): void {
    this.#state = state;
    // Starting counts: it is what crashes a page most.
    markCamera(this, state.kind === 'opening' || state.kind === 'live');
  }

  /** From the first view on, cameras that come and go are followed. */
  #reach(): void {
    if (this.#media) return;
    this.#media = this.found();
    this.#media?.addEventListener('devicechange', this.#changed);
  }

  readonly #changed = (): void => {
    clearTimeout(this.#timer);
    if (this.#state.kind === 'opening') return;
    this.#timer = setTimeout(() => {
      const before = this.devices;
      void this.#list().then(() => {
        this.#noticeUnplugged(before);
      });
    }, CALM);
  };

  /** The name of a camera is known only once one is open: another may have to be opened after it. */
  async #opened({ label = '', deviceId }: Wish, turn: number): Promise<MediaStream> {
    const media = this.#media;
    if (!media) throw new DOMException('no media devices', 'NotFoundError');
    const known = deviceId ?? this.#idOf(label);
    const first = await inTime(media.getUserMedia(constraints(known))).catch((reason: unknown) =>
      this.#another({ label, tried: known, turn }, reason),
    );
    if (turn !== this.#turn) return first;
    await this.#list();
    const wanted = deviceId === undefined ? this.#idOf(label) : undefined;
    if (wanted === undefined || first.getVideoTracks()[0]?.label === label) return first;
    stop(first);
    return inTime(media.getUserMedia(constraints(wanted)));
  }

  /** The browser's own choice may be busy while the remembered one is free; and if not, another can be chosen. */
  async #another(
    { label, tried, turn }: { label: string; tried: string | undefined; turn: number },
    reason: unknown,
  ): Promise<MediaStream> {
    const listed = this.#list();
    // Who does not answer may not tell which cameras there are either.
    if (faultOf(reason) === 'timeOut') throw reason;
    await listed;
    const wanted = tried === undefined ? this.#idOf(label) : undefined;
    if (!this.#media || wanted === undefined || turn !== this.#turn) throw reason;
    return inTime(this.#media.getUserMedia(constraints(wanted)));
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

  async #list(): Promise<void> {
    try {
      const devices = (await this.#media?.enumerateDevices()) ?? [];
      // One without an id is a place holder: it says that there are cameras, not which.
      this.devices = devices.filter((device) => device.kind === 'videoinput' && device.deviceId !== '');
    } catch {
      // A list that cannot be had leaves the live view as it is; only choosing another camera has to wait.
    }
  }
}
