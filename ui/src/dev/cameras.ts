import type { Media } from '../features/photo/device-list.svelte';

/** Width, height and rate of each camera there can be. */
const GIVES: Readonly<Record<string, readonly [number, number, number]>> = {
  'Built-in': [1280, 720, 30],
  Brio: [1920, 1080, 60],
  'Studio camera': [640, 480, 15],
  'Document camera': [1600, 1200, 20],
};

class FakeTrack extends EventTarget {
  muted = false;
  constructor(
    readonly label: string,
    private readonly cameras: FakeCameras,
  ) {
    super();
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: `id of ${this.label}`, frameRate: GIVES[this.label]?.[2] ?? 0 };
  }
  stop(): void {
    const { cameras } = this;
    cameras.open = cameras.open.filter((label) => label !== this.label);
  }
}

/** The cameras of a pretended computer, as a page sees them. */
export class FakeCameras {
  /** Those that are plugged in, those among them that do not start, and those that give no picture. */
  there: string[] = ['Built-in', 'Brio', 'Studio camera'];
  busy: string[] = [];
  dark: string[] = [];
  /** Those that were opened, in their order, and those that are open now. */
  opened: string[] = [];
  open: string[] = [];
  /** What the system does to the cameras that are on when another one is asked for. */
  system: 'allows all' | 'mutes them' | 'ends them' | 'refuses it' = 'allows all';
  /** The page is told which cameras there are; else no more than that there are some. */
  told = true;
  /** Answers a camera that is asked for; at once, unless a test keeps it waiting. */
  answers: Promise<unknown> = Promise.resolve();
  readonly #tracks: FakeTrack[] = [];
  readonly #plugs = new EventTarget();

  readonly media: Media = {
    getUserMedia: (asked) => this.#give(asked),
    enumerateDevices: () => Promise.resolve(this.#list()),
    addEventListener: this.#plugs.addEventListener.bind(this.#plugs),
    removeEventListener: this.#plugs.removeEventListener.bind(this.#plugs),
  };

  /** From now on these are plugged in, of which the page hears. */
  plug(...labels: string[]): void {
    this.there = labels;
    this.#plugs.dispatchEvent(new Event('devicechange'));
  }

  /** The page has these cameras, and its videos the sizes of what they show, until the returned function is called. */
  install(): () => void {
    const old = (navigator as Partial<Pick<Navigator, 'mediaDevices'>>).mediaDevices;
    Object.assign(navigator, { mediaDevices: this.media });
    const isDark = (label: string): boolean => this.dark.includes(label);
    const side = (at: 0 | 1): PropertyDescriptor => ({
      configurable: true,
      get(this: HTMLVideoElement): number {
        const label = (this.srcObject as MediaStream | null)?.getVideoTracks()[0]?.label ?? '';
        return (isDark(label) ? undefined : GIVES[label]?.[at]) ?? 0;
      },
    });
    Object.defineProperties(HTMLVideoElement.prototype, { videoWidth: side(0), videoHeight: side(1) });
    return () => {
      for (const name of ['videoWidth', 'videoHeight'])
        Reflect.deleteProperty(HTMLVideoElement.prototype, name);
      Object.assign(navigator, { mediaDevices: old });
    };
  }

  #list(): MediaDeviceInfo[] {
    const device = (label: string, deviceId: string): MediaDeviceInfo =>
      ({ kind: 'videoinput', label, deviceId }) as MediaDeviceInfo;
    return this.told ? this.there.map((label) => device(label, `id of ${label}`)) : [device('', '')];
  }

  async #give(asked?: MediaStreamConstraints): Promise<MediaStream> {
    const { there, busy } = this;
    const label = there.find((one) => JSON.stringify(asked).includes(`id of ${one}"`)) ?? there[0];
    await this.answers;
    if (label === undefined) throw new DOMException('', 'NotFoundError');
    const isRefused = this.system === 'refuses it' && this.open.length > 0;
    if (isRefused || busy.includes(label)) throw new DOMException('', 'NotReadableError');
    this.told = true;
    for (const track of this.#tracks) this.#end(track);
    this.opened.push(label);
    this.open.push(label);
    const track = new FakeTrack(label, this);
    this.#tracks.push(track);
    const own = [track] as unknown as MediaStreamTrack[];
    return Object.assign(new MediaStream(), { getTracks: () => own, getVideoTracks: () => own });
  }

  /** What becomes of one that is on when another one starts. */
  #end(track: FakeTrack): void {
    if (this.system === 'mutes them') track.muted = true;
    if (this.system !== 'ends them') return;
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}
