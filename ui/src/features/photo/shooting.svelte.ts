import { desk } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { Camera } from './camera.svelte';
import { Countdown } from './countdown.svelte';
import type { Photos } from './photos.svelte';
import { shotOf } from './shot';

/** From the live view to a picture: when the camera is on, the countdown, the shot. A coach would watch `video`. */
export class Shooting {
  readonly countdown = new Countdown();
  /** The live view is wanted although a picture is there. */
  aiming = $state(false);
  video = $state.raw<HTMLVideoElement>();
  /** Somebody turned the camera on: after a page that failed, it does not come on by itself. */
  #asked = false;
  #for: string | null = null;
  /** The camera that was chosen in this run, also one without a name to be remembered by. */
  #picked = $state<string>();

  constructor(
    private readonly photos: Photos,
    private readonly station: Station,
    readonly camera: Camera = new Camera(
      () => (navigator as Partial<Pick<Navigator, 'mediaDevices'>>).mediaDevices,
    ),
  ) {}

  get remembered(): string {
    return this.station.view?.settings.camera ?? '';
  }

  /** The id of the camera that is live, or would be opened; empty where the browser would choose. */
  get selected(): string {
    const { state, devices } = this.camera;
    const label = state.kind === 'live' ? state.label : this.remembered;
    const picked = devices.find(({ deviceId }) => deviceId === this.#picked);
    if (picked && (state.kind !== 'live' || picked.label === label)) return picked.deviceId;
    return devices.find((device) => label !== '' && device.label === label)?.deviceId ?? '';
  }

  async open(): Promise<void> {
    this.#asked = true;
    await this.camera.open({ label: this.remembered, deviceId: this.#picked });
    if (this.camera.state.kind === 'live') await this.#remember(this.camera.state.label);
  }

  /** Another person or another field is in sight: the camera comes on where a picture is missing. */
  turnTo(enrolment: string | null, field: string | null): void {
    const next = field === null ? null : `${enrolment ?? ''} ${field}`;
    if (next === this.#for) return;
    this.#for = next;
    this.rest();
    const itself = this.#asked || (this.station.pastIsTold && !this.station.past.loadedAgain);
    if (next !== null && !this.photos.picture && itself) void this.open();
  }

  async choose(deviceId: string): Promise<void> {
    this.#picked = deviceId;
    await this.#remember(this.camera.devices.find((one) => one.deviceId === deviceId)?.label ?? '');
    await this.open();
  }

  /** Turns the camera on, or starts the countdown where it is on already. */
  async shutter(): Promise<void> {
    const { photos, camera } = this;
    if (photos.field === null || photos.busy || (photos.picture && !this.aiming)) return;
    if (camera.state.kind === 'off' || camera.state.kind === 'failed') await this.open();
    else if (camera.state.kind === 'live')
      this.countdown.start(this.station.view?.settings.countdown ?? 0, () => void this.#shoot());
  }

  /** Shows the live view again; the picture that is there stays until there is another. */
  async retake(): Promise<void> {
    if (this.photos.field === null || this.photos.busy || this.aiming || !this.photos.picture) return;
    this.aiming = true;
    await this.open();
  }

  /** A picture has come in, from wherever. */
  taken(): void {
    if (this.photos.picture && !this.photos.trouble) this.rest();
  }

  /** The camera is off, and the picture that is there is in sight. */
  rest(): void {
    this.countdown.cancel();
    this.camera.close();
    this.aiming = false;
  }

  /** One step back: out of the countdown, then from the live view to the picture that is there still. */
  back(): void {
    if (this.countdown.left > 0) this.countdown.cancel();
    else if (this.aiming && !this.photos.busy) this.rest();
  }

  async #shoot(): Promise<void> {
    if (!this.video || this.camera.state.kind !== 'live') return;
    // The frame of this moment, whatever is waited for until it is taken in.
    const shot = shotOf(this.video);
    if (await this.photos.take('camera', () => shot)) this.rest();
  }

  async #remember(label: string): Promise<void> {
    const { view } = this.station;
    if (!view || label === '' || label === this.remembered) return;
    await this.station.ask(() => desk.saveSettings({ ...view.settings, camera: label }));
  }
}
