import { SvelteMap } from 'svelte/reactivity';
import { desk, type CameraSigns } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { Camera, type Wish } from './camera.svelte';
import { mediaOfBrowser, type Device } from './device-list.svelte';
import { causeOf, wordsOf, type Cause, type Diagnosis } from './diagnosis';
import { shows, stillOf, type Still } from './still';

/** All in milliseconds, our own numbers: how long each camera is live in its turn, how long its first picture may take,
 * and how often that is looked for. */
const MOMENT = 1500;
const FIRST_PICTURE = 8000;
const LOOK = 100;

/** What is known of a camera that is not live: its last picture, or why it has none. */
export interface Known {
  readonly still?: Still;
  readonly wrong?: Diagnosis;
}

/** Shows the cameras of the station one by one, keeps which one is used, and says what is wrong with one. */
export class Doctor {
  /** The element that shows the live picture. */
  video = $state.raw<HTMLVideoElement>();
  #signs = $state.raw<CameraSigns | null>(null);
  /** The id of the camera whose picture is wanted. */
  #wanted = $state<string>();
  #touring = $state(false);
  readonly #known = new SvelteMap<string, Known>();
  #turn = 0;
  #opening: Promise<void> = Promise.resolve();

  constructor(
    private readonly station: Station,
    readonly camera: Camera = new Camera(mediaOfBrowser),
  ) {}

  /** The label of the camera that is used at the counter. */
  get used(): string {
    return this.station.view?.settings.camera ?? '';
  }

  /** Each camera is shown in its turn just now. */
  get touring(): boolean {
    return this.#touring;
  }

  /** The id of the camera whose picture is live; of two with one name, the one that was asked for. */
  readonly live: string | null = $derived.by(() => {
    const { state, devices } = this.camera;
    if (state.kind !== 'live') return null;
    const called = devices.filter(({ label }) => label === state.label);
    return (called.find(({ deviceId }) => deviceId === this.#wanted) ?? called[0])?.deviceId ?? null;
  });

  /** What is wrong, where no camera's own row says so. */
  readonly diagnosis: Diagnosis | null = $derived.by(() => {
    const { state, devices } = this.camera;
    if (this.#touring) return null;
    if (state.kind === 'off' && this.#wanted !== undefined) return null;
    const listed = devices.some(({ deviceId }) => deviceId === this.#wanted);
    if (listed && state.kind === 'failed' && state.fault !== 'ended') return null;
    const cause = this.#cause();
    return cause && wordsOf(cause);
  });

  known({ deviceId }: Device): Known {
    return this.#known.get(deviceId) ?? {};
  }

  /** Its picture is asked for, and did not come yet. */
  isComing({ deviceId }: Device): boolean {
    return deviceId === this.#wanted && this.camera.state.kind === 'opening';
  }

  /** Turns on any camera, since names are told only then, and shows each in its turn. The one that is used stays. */
  async look(): Promise<void> {
    const turn = this.#begin();
    this.#known.clear();
    this.#touring = true;
    await this.#open({}, turn);
    const { state } = this.camera;
    // Who may use no camera at all need not be asked for each of them.
    if (turn === this.#turn && !(state.kind === 'failed' && state.fault === 'denied')) await this.#tour(turn);
    if (turn === this.#turn) this.#touring = false;
  }

  /** Makes this one live, whatever was. */
  async show({ deviceId, label }: Device): Promise<void> {
    const turn = this.#begin();
    this.#wanted = deviceId;
    await this.#open({ deviceId, label }, turn);
  }

  /** The live one stays live: no other has its turn. */
  stay(): void {
    this.#turn += 1;
    this.#touring = false;
  }

  /** No camera is on, nor comes on. */
  stop(): void {
    this.#begin();
  }

  /** Nobody is there to see a camera any more, nor to hear of those that come and go. */
  leave(): void {
    this.stop();
    this.camera.leave();
  }

  /** From now on it is used at the counter, by its name. */
  async use({ label }: Device): Promise<void> {
    const { view } = this.station;
    if (view) await this.station.ask(() => desk.saveSettings({ ...view.settings, camera: label }));
  }

  /** Ends whatever goes on. */
  #begin(): number {
    this.#keep();
    this.stay();
    this.camera.close();
    return this.#turn;
  }

  /** Some systems allow one open camera: one that is asked for already answers before the next is asked for. */
  async #open(wish: Wish, turn: number): Promise<void> {
    await this.#opening;
    if (turn !== this.#turn) return;
    this.#keep();
    this.#wanted = wish.deviceId;
    this.#opening = this.camera.open(wish);
    await this.#opening;
    if (turn !== this.#turn) return;
    if (this.camera.state.kind === 'failed') await this.#explain(turn);
    else if (this.live !== null) this.#known.delete(this.live);
  }

  async #explain(turn: number): Promise<void> {
    // Without signs the fault is told as the web view tells it.
    this.#signs = await desk.cameraSigns().catch(() => null);
    const cause = this.#cause();
    if (turn === this.#turn && cause && this.#wanted !== undefined) this.#note(this.#wanted, cause);
  }

  /** Cameras that are plugged in meanwhile have their turn too. */
  async #tour(turn: number): Promise<void> {
    const had: string[] = [];
    for (let next = this.#next(had); next; next = this.#next(had)) {
      had.push(next.deviceId);
      if (this.live !== next.deviceId) await this.#open(next, turn);
      if (turn === this.#turn) await this.#showForAMoment(next, turn);
      if (turn !== this.#turn) return;
    }
    const stays = this.#whichStays();
    if (stays && this.live !== stays.deviceId) await this.#open(stays, turn);
  }

  /** The one that is live need not be opened again; the one that is used comes last, because it stays. */
  #next(had: readonly string[]): Device | undefined {
    const left = this.camera.devices.filter(({ deviceId }) => !had.includes(deviceId));
    const live = left.find(({ deviceId }) => deviceId === this.live);
    return live ?? left.find(({ label }) => label !== this.used) ?? left[0];
  }

  #whichStays(): Device | undefined {
    const fit = this.camera.devices.filter((device) => !this.known(device).wrong);
    const used = fit.find(({ label }) => label !== '' && label === this.used);
    return used ?? fit.find(({ deviceId }) => deviceId === this.live) ?? fit.at(-1);
  }

  async #showForAMoment({ deviceId }: Device, turn: number): Promise<void> {
    const { state } = this.camera;
    if (state.kind !== 'live') return;
    // Another one came on in its place.
    if (this.live !== deviceId) {
      this.#note(deviceId, 'failed');
      return;
    }
    const late = performance.now() + FIRST_PICTURE;
    while (!shows(this.video, state.stream) && this.camera.state === state && performance.now() < late) {
      await after(LOOK);
      if (turn !== this.#turn) return;
    }
    // It came on, and gives nothing.
    if (this.camera.state === state && !shows(this.video, state.stream)) this.#note(deviceId, 'timeOut');
    else await after(MOMENT);
    if (turn === this.#turn && this.camera.state.kind === 'failed') this.#note(deviceId, 'ended');
  }

  /** What the live camera shows is kept in its row. */
  #keep(): void {
    const { state } = this.camera;
    if (state.kind !== 'live' || this.live === null || !shows(this.video, state.stream)) return;
    this.#known.set(this.live, { still: stillOf(this.video, state.stream) });
  }

  #note(deviceId: string, cause: Cause): void {
    this.#known.set(deviceId, { wrong: wordsOf(cause) });
  }

  #cause(): Cause | null {
    const { state } = this.camera;
    if (state.kind === 'failed') return causeOf(state.fault, this.station.view?.platform ?? '', this.#signs);
    return state.kind === 'off' && this.station.past.loadedAgain ? 'pageFailed' : null;
  }
}

function after(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
