/** A camera of the station. Its label is empty while the browser does not tell names, and its id is empty where the
 * browser tells no more than that there are cameras. */
export type Device = Pick<MediaDeviceInfo, 'deviceId' | 'label'>;

/** What the camera needs of the browser. */
export type Media = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** One plug makes several events, and asking in their midst can crash a web view. */
const CALM = 500;

export function mediaOfBrowser(): Media | undefined {
  return (navigator as Partial<Pick<Navigator, 'mediaDevices'>>).mediaDevices;
}

/** What is done with a list. */
interface Follower {
  /** A camera starts just now: which there are is asked only after it did. */
  readonly isStarting: () => boolean;
  /** The list was read anew; what it held before. */
  readonly read: (before: readonly Device[]) => void;
}

/** Which cameras there are, and which come and go. No camera comes on for it. */
export class DeviceList {
  #devices = $state.raw<readonly Device[]>([]);
  #media: Media | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `found` gives what the browser has of cameras. It is asked when somebody reaches for it and not before: to
   * be asked alone, WebKitGTK starts all that plays and records, at 50 ms and 7 MB. */
  constructor(
    private readonly found: () => Media | undefined,
    private readonly follower: Follower,
  ) {}

  get devices(): readonly Device[] {
    return this.#devices;
  }

  /** What the browser has of cameras, while those that come and go are followed. */
  get media(): Media | undefined {
    return this.#media;
  }

  /** What the browser has of cameras; from now on those that come and go are followed. */
  reach(): Media | undefined {
    if (this.#media) return this.#media;
    this.#media = this.found();
    this.#media?.addEventListener('devicechange', this.#changed);
    return this.#media;
  }

  async read(): Promise<void> {
    try {
      const devices = (await this.#media?.enumerateDevices()) ?? [];
      const before = this.#devices;
      this.#devices = devices.filter(({ kind }) => kind === 'videoinput');
      this.follower.read(before);
    } catch {
      // A list that cannot be had leaves what is live as it is; only choosing another camera has to wait.
    }
  }

  /** Those that come and go are followed no longer. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#media?.removeEventListener('devicechange', this.#changed);
    this.#media = undefined;
  }

  readonly #changed = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.follower.isStarting()) this.#changed();
      else void this.read();
    }, CALM);
  };
}
