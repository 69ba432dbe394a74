import { desk, type PicturePlace } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { autoShutter } from './auto-shutter.svelte';
import { bestOf } from './burst';
import { Camera } from './camera.svelte';
import { Coach } from './coach.svelte';
import { Countdown } from './countdown.svelte';
import { mediaOfBrowser } from './device-list.svelte';
import type { View } from './live-view';
import type { Photos } from './photos.svelte';
import { keyOf } from './portrait.svelte';
import { jpegOf, shotOf } from './shot';

/** From the live view to a picture: when the camera is on, the countdown, the shot by hand or by itself. */
export class Shooting {
  readonly countdown = new Countdown();
  readonly coach: Coach;
  /** The live view is wanted although a picture is there. */
  aiming = $state(false);
  video = $state.raw<HTMLVideoElement>();
  #taking = false;
  /** Somebody asked for another shot while this one was taken in. */
  #again = false;
  /** Somebody turned the camera on: after a page that failed, it does not come on by itself. */
  #asked = false;
  #for: string | null = null;
  /** The live view went out of sight with the window. */
  #away: { readonly aiming: boolean } | null = null;
  /** The camera that was chosen in this run, also one without a name to be remembered by. */
  #picked = $state<string>();

  constructor(
    private readonly photos: Photos,
    private readonly station: Station,
    /** Something is typed for the person at the counter. */
    private readonly begun: () => boolean,
    readonly camera: Camera = new Camera(mediaOfBrowser),
  ) {
    this.coach = new Coach({
      place: () => (photos.busy || photos.field !== photos.face ? null : photos.place),
      green: (view) => this.#shootItself(view),
      left: () => {
        autoShutter.left();
      },
    });
  }

  /** The photo takes itself at this station once all is well. */
  get automatic(): boolean {
    return this.station.view?.settings.autoShutter ?? false;
  }

  /** It still does so for the person at the counter. */
  get itself(): boolean {
    const { place } = this.photos;
    return this.automatic && place !== null && autoShutter.isSetFor(place);
  }

  /** Nothing but that the person before may sit there still keeps it from doing so. */
  get held(): boolean {
    return this.itself && !autoShutter.knows(this.begun());
  }

  async setAutomatic(autoShutter: boolean): Promise<void> {
    const { view } = this.station;
    if (view) await this.station.ask(() => desk.saveSettings({ ...view.settings, autoShutter }));
  }

  /** The person's own mirror is open at this station. */
  get mirrored(): boolean {
    return this.station.view?.settings.secondView ?? false;
  }

  async setMirrored(secondView: boolean): Promise<void> {
    const { view } = this.station;
    if (view) await this.station.ask(() => desk.saveSettings({ ...view.settings, secondView }));
  }

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
    // One that stands in for the chosen one, which is unplugged today, does not take its place for ever.
    const { state } = this.camera;
    if (state.kind === 'live' && this.remembered === '') await this.#remember(state.label);
  }

  /** Another person or another field is in sight: the camera comes on where a picture is missing, once somebody is
   * there to see it. */
  turnTo(enrolment: string | null, field: string | null, unseen = false): void {
    const next = field === null ? null : `${enrolment ?? ''} ${field}`;
    if (next === this.#for) return;
    this.#for = next;
    this.#away = null;
    if (enrolment !== null) autoShutter.welcome(enrolment);
    this.rest();
    const itself = this.#asked || (this.station.pastIsTold && !this.station.past.loadedAgain);
    if (next === null || this.photos.picture || !itself) return;
    if (unseen) this.#away = { aiming: false };
    else void this.open();
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
    // What was shot is seen a moment before it is taken in: whoever wants another one need not wait.
    this.#again = this.#taking;
    if (this.photos.field === null || this.photos.busy || this.aiming || !this.photos.picture) return;
    this.aiming = true;
    autoShutter.again();
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

  /** The window is out of sight: nobody is filmed by a camera that nobody sees. */
  leaveSight(): void {
    if (this.camera.state.kind === 'off') return;
    this.#away = { aiming: this.aiming };
    this.rest();
  }

  /** It is in sight again, and so is the live view that it had. */
  comeBack(): void {
    const away = this.#away;
    this.#away = null;
    if (!away || this.photos.field === null || (this.photos.picture && !away.aiming)) return;
    this.aiming = away.aiming;
    void this.open();
  }

  /** One step back: out of the countdown, then from the live view to the picture that is there still. */
  back(): void {
    if (this.countdown.left > 0) this.countdown.cancel();
    else if (this.aiming && !this.photos.busy) this.rest();
  }

  async #shoot(): Promise<void> {
    if (!this.video || this.camera.state.kind !== 'live') return;
    // The frame of this moment, whatever is waited for until it is taken in.
    await this.#takeIn(shotOf(this.video));
  }

  /** The view stands still until the shot is taken in: the person sees that it was, and the computer draws no other
   * frame meanwhile. By hand it stops at the frame that is kept; a shot that took itself is the best of a short while,
   * and the view stops a moment after it. The view goes on where the shot was not taken in. */
  async #takeIn(shot: Promise<Uint8Array>): Promise<void> {
    const { video } = this;
    const { state } = this.camera;
    const camera = state.kind === 'live' ? state.label : '';
    this.#taking = true;
    this.#again = false;
    video?.pause();
    const taken = await this.photos.take('camera', () => shot, camera);
    this.#taking = false;
    if (taken) this.rest();
    else await video?.play().catch(() => undefined);
    if (taken && this.#wantsAnother()) await this.retake();
  }

  #wantsAnother(): boolean {
    return this.#again;
  }

  /** Takes the best of a short while, unless somebody or something else came in between. */
  async #shootItself(view: View): Promise<void> {
    const { place } = this.photos;
    if (!place || !this.#mayShootItself(place)) return;
    const best = await bestOf(view, (frame) => this.coach.glance(place, view, frame)).catch(() => null);
    if (!best || view.hidden || !this.#mayShootItself(place)) return;
    autoShutter.took(place);
    await this.#takeIn(jpegOf(best));
  }

  /** Whether this person is the one at the counter, has come to the camera, and has no picture yet. */
  #mayShootItself(place: PicturePlace): boolean {
    const { photos, camera, countdown } = this;
    const theirs = photos.place && keyOf(photos.place) === keyOf(place) && keyOf(place) === this.#for;
    const here = autoShutter.knows(this.begun());
    if (!theirs || !here || !this.itself || (photos.picture && !this.aiming)) return false;
    return !photos.busy && countdown.left === 0 && camera.state.kind === 'live';
  }

  async #remember(label: string): Promise<void> {
    const { view } = this.station;
    if (!view || label === '' || label === this.remembered) return;
    await this.station.ask(() => desk.saveSettings({ ...view.settings, camera: label }));
  }
}
