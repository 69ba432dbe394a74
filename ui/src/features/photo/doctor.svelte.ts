import { desk, type CameraSigns } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { constraints, faultOf, inTime, type CameraFault } from './camera-request';
import { mediaOfBrowser, type Device, type Media } from './device-list.svelte';
import { causeOf, wordsOf, type Diagnosis } from './diagnosis';
import { markCamera } from './live-mark';
import { stop } from './live-stream';
import { Plugged } from './plugged.svelte';
import type { Showing } from './showing.svelte';

/** All in milliseconds, our own numbers: how long each camera is live where they take turns, how long a first picture
 * may take, how often it is looked for, and how soon a camera that ends another one has done so. */
const MOMENT = 1500;
const FIRST_PICTURE = 8000;
const LOOK = 100;
const SETTLE = 400;

/** Shows the cameras of the station live beside each other, or in turn where the system allows no more than one at a
 * time; keeps which one is used, and says what is wrong with one. None comes on before somebody asks for it. */
export class Doctor {
  readonly #plugged: Plugged;
  #signs = $state.raw<CameraSigns | null>(null);
  /** Why no camera can be shown at all. */
  #fault = $state.raw<CameraFault | null>(null);
  #touring = $state(false);
  #inTurn = $state(false);
  /** Somebody asked for a camera on this page. */
  #begun = $state(false);
  /** Somebody looks at cameras: one that is plugged in now is shown to them, too. */
  #watched = false;
  #held = false;
  #asking = false;
  #turn = 0;
  /** Some systems allow one open camera, and some crash where two start at once: one that is asked for already answers
   * before the next is asked for. */
  #opening: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly station: Station,
    found: () => Media | undefined = mediaOfBrowser,
  ) {
    this.#plugged = new Plugged(
      found,
      () => this.#asking,
      (came) => {
        if (came && this.#fault === 'none') this.#fault = null;
        void this.#join();
      },
    );
  }

  /** The cameras that are plugged in. */
  get cameras(): readonly Showing[] {
    return this.#plugged.cameras;
  }

  /** The name of the camera that was pulled out last, until another one comes; empty where it was never told. */
  get missed(): string | null {
    return this.#plugged.missed;
  }

  /** The label of the camera that is used at the counter. */
  get used(): string {
    return this.station.view?.settings.camera ?? '';
  }

  /** Cameras are turned on just now. */
  get touring(): boolean {
    return this.#touring;
  }

  /** The system allows one live camera at a time. */
  get inTurn(): boolean {
    return this.#inTurn;
  }

  /** No camera could be shown at all: to look again may help. */
  get failed(): boolean {
    return this.#fault !== null;
  }

  /** What is wrong, where no camera's own row says so. */
  readonly diagnosis: Diagnosis | null = $derived.by(() => {
    if (this.#touring) return null;
    if (this.#fault) return this.#wordsOf(this.#fault);
    return !this.#begun && this.station.past.loadedAgain ? wordsOf('pageFailed') : null;
  });

  /** What is wrong with one camera. */
  wrong({ state }: Showing): Diagnosis | null {
    return state.kind === 'failed' ? this.#wordsOf(state.fault) : null;
  }

  /** Somebody sees the list: from now on it tells which cameras there are. None comes on. */
  async list(): Promise<void> {
    const { list } = this.#plugged;
    if (!list.media && list.reach()) await list.read();
  }

  /** Turns all of them on, one after the other. */
  async look(): Promise<void> {
    this.stop();
    const turn = this.#turn;
    for (const camera of this.cameras) camera.forget();
    this.#inTurn = false;
    this.#watch();
    this.#plugged.list.reach();
    await this.#plugged.list.read();
    if (turn === this.#turn) await this.#tour(turn);
  }

  /** Turns this one on, beside the others where that is possible. */
  async show(camera: Showing): Promise<void> {
    const turn = this.#interrupt();
    // Only who looks at all of them is shown the others, too; and where one can be live, it stays so.
    if (!this.#watched || this.#inTurn) for (const other of this.cameras) other.round = 'had';
    this.#watch();
    await this.#visit(camera, turn);
    if (turn === this.#turn && !this.#inTurn) await this.#tour(turn);
    else this.#end(turn);
  }

  turnOff(camera: Showing): void {
    camera.rest();
    if (this.#inTurn || !(this.#touring || this.cameras.some(({ isOn }) => isOn))) this.stop();
  }

  /** While a live camera is needed as it is, no other one comes on. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    if (held) this.#interrupt();
    else void this.#join();
  }

  /** No camera is on, nor comes on. */
  stop(): void {
    this.#interrupt();
    this.#watched = false;
    for (const camera of this.cameras) if (camera.isOn) camera.rest();
  }

  /** Nobody is there to see a camera any more, nor to hear of those that come and go. */
  leave(): void {
    this.stop();
    this.#plugged.list.leave();
  }

  /** From now on it is used at the counter, by its name. */
  async use({ label }: Device): Promise<void> {
    const { view } = this.station;
    if (view) await this.station.ask(() => desk.saveSettings({ ...view.settings, camera: label }));
  }

  #watch(): void {
    this.#watched = true;
    this.#begun = true;
    this.#touring = true;
    this.#fault = null;
    this.#plugged.forgetMissed();
  }

  /** Ends whatever goes on; what is live stays so. */
  #interrupt(): number {
    this.#turn += 1;
    this.#touring = false;
    return this.#turn;
  }

  async #join(): Promise<void> {
    const isNew = this.#next() !== undefined || (this.cameras.length > 0 && this.#plugged.isUntold);
    if (!isNew || !this.#watched || this.#touring || this.#held) return;
    this.#touring = true;
    await this.#tour(this.#turn);
  }

  async #tour(turn: number): Promise<void> {
    if (this.#plugged.isUntold) await this.#showAny(turn);
    await this.#visitAll(turn);
    if (turn === this.#turn && !this.#inTurn) await this.#visitAlone(turn);
    if (turn === this.#turn && this.#inTurn) await this.#leaveOn(turn);
    this.#end(turn);
  }

  /** One may have been plugged in at the last moment. */
  #end(turn: number): void {
    if (turn !== this.#turn) return;
    this.#touring = false;
    if (this.#next()) void this.#join();
  }

  async #visitAll(turn: number): Promise<void> {
    while (turn === this.#turn) {
      const next = this.#next();
      if (!next) return;
      await this.#visit(next, turn);
    }
  }

  /** Cameras that are plugged in meanwhile have their turn too. The one that is used comes last, because it stays where
   * only one can. */
  #next(): Showing | undefined {
    const left = this.cameras.filter((one) => one.device.deviceId !== '' && one.round === 'due');
    return left.find(({ device }) => device.label !== this.used) ?? left[0];
  }

  get #crowded(): readonly Showing[] {
    return this.cameras.filter(({ round }) => round === 'crowded');
  }

  /** Whichever the web view chooses: which there are is told only once one was permitted. */
  async #showAny(turn: number): Promise<void> {
    this.#asking = true;
    markCamera(this, true);
    try {
      await this.#opening;
      if (turn !== this.#turn) return;
      const asked = this.#request();
      this.#opening = Promise.allSettled([asked]);
      await this.#hand(await asked, turn);
    } catch (reason) {
      if (turn === this.#turn) await this.#giveUp(faultOf(reason), turn);
    } finally {
      markCamera(this, false);
      this.#asking = false;
    }
  }

  /** Hands a stream to the camera that it is of. */
  async #hand(stream: MediaStream, turn: number): Promise<void> {
    if (turn === this.#turn) await this.#plugged.list.read();
    const owner = turn === this.#turn ? this.#plugged.ownerOf(stream) : undefined;
    if (!owner) {
      stop(stream);
      if (turn === this.#turn) this.#fault = 'failed';
      return;
    }
    owner.round = 'had';
    owner.show(stream);
    await this.#awaitPicture(owner, turn);
  }

  /** None was had. Another one may be, where the web view tells which there are and lets itself be asked. */
  async #giveUp(fault: CameraFault, turn: number): Promise<void> {
    await this.#readSigns();
    if (turn !== this.#turn) return;
    // Who does not answer may not tell which cameras there are either.
    if (fault !== 'denied' && fault !== 'timeOut') await this.#plugged.list.read();
    if (turn !== this.#turn || (fault !== 'denied' && this.#next())) return;
    if (fault === 'denied') this.stop();
    this.#fault = fault;
  }

  async #visit(camera: Showing, turn: number): Promise<void> {
    camera.round = 'had';
    const others = this.cameras.filter((one) => one !== camera);
    for (const other of others) {
      if (!this.#inTurn) other.keep();
      else if (other.isOn) other.rest();
    }
    await this.#opening;
    if (turn !== this.#turn || !this.cameras.includes(camera)) return;
    const live = others.filter((other) => other.stream && !other.isMuted);
    this.#opening = camera.open(() => this.#request(camera.device.deviceId));
    await this.#opening;
    await this.#awaitPicture(camera, turn);
    if (turn !== this.#turn) return;
    if (camera.state.kind === 'failed') await this.#noteFailed(camera, live, turn);
    else if (this.#inTurn) await after(MOMENT);
    else await this.#noteLost(live, turn);
  }

  /** One that comes on and gives nothing has failed. */
  async #awaitPicture(camera: Showing, turn: number): Promise<void> {
    const { state } = camera;
    const late = performance.now() + FIRST_PICTURE;
    while (turn === this.#turn && camera.stream && camera.state === state && !camera.isSeen) {
      if (performance.now() >= late) camera.fail('timeOut');
      else await after(LOOK);
    }
  }

  async #noteFailed(camera: Showing, live: readonly Showing[], turn: number): Promise<void> {
    await this.#readSigns();
    if (turn !== this.#turn || camera.state.kind !== 'failed') return;
    const { fault } = camera.state;
    if (fault === 'denied' && !this.cameras.some(({ isOn }) => isOn)) {
      // Who may use no camera at all need not be asked for each of them.
      camera.forget();
      await this.#giveUp(fault, turn);
    } else if (live.length > 0 && fault !== 'denied' && fault !== 'none') camera.round = 'crowded';
  }

  /** Where one that comes on ends or mutes those that were live, they take turns. */
  async #noteLost(live: readonly Showing[], turn: number): Promise<void> {
    if (live.length > 0) await after(SETTLE);
    if (turn !== this.#turn) return;
    // It tells names only now, and that one which ended was pulled out.
    await this.#plugged.list.read();
    const there = live.filter((other) => this.cameras.includes(other));
    if (turn !== this.#turn || !there.some(({ isMuted, state }) => isMuted || state.kind === 'failed'))
      return;
    this.#inTurn = true;
    for (const other of there) other.rest();
    for (const other of this.#crowded) other.round = 'due';
  }

  /** Those that did not start beside others may start alone: several of them can be too much for one socket. */
  async #visitAlone(turn: number): Promise<void> {
    const crowded = this.#crowded;
    if (crowded.length === 0) return;
    const live = this.cameras.filter(({ isOn }) => isOn);
    this.#inTurn = true;
    for (const camera of crowded) if (turn === this.#turn) await this.#visit(camera, turn);
    if (turn !== this.#turn) return;
    this.#inTurn = crowded.some(({ state }) => state.kind !== 'failed');
    if (this.#inTurn) return;
    for (const camera of live) camera.round = 'due';
    await this.#visitAll(turn);
  }

  /** The one that is used stays live, or the one that is. */
  async #leaveOn(turn: number): Promise<void> {
    const fit = this.cameras.filter(({ state }) => state.kind !== 'failed');
    const used = fit.find(({ device }) => device.label !== '' && device.label === this.used);
    const stays = used ?? fit.find(({ isOn }) => isOn) ?? fit.at(-1);
    if (stays && !stays.isOn) await this.#visit(stays, turn);
  }

  /** A camera that is named is demanded: another one in its place would be shown for it. */
  async #request(deviceId?: string): Promise<MediaStream> {
    const { media } = this.#plugged.list;
    if (!media) throw new DOMException('no media devices', 'NotFoundError');
    return inTime(media.getUserMedia(constraints(deviceId === undefined ? undefined : { exact: deviceId })));
  }

  /** Without signs a fault is told as the web view tells it. */
  async #readSigns(): Promise<void> {
    this.#signs = await desk.cameraSigns().catch(() => null);
  }

  #wordsOf(fault: CameraFault): Diagnosis {
    return wordsOf(causeOf(fault, this.station.view?.platform ?? '', this.#signs));
  }
}

function after(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
