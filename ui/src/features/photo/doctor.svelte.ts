import { desk, type CameraSigns } from '../../ipc';
import type { Station } from '../../shell/station.svelte';
import { Camera, type Device } from './camera.svelte';
import { causeOf, wordsOf, type Cause, type Diagnosis } from './diagnosis';

/** Shows the cameras of the station one by one, keeps which one is used, and says what is wrong with one. */
export class Doctor {
  #signs = $state.raw<CameraSigns | null>(null);
  /** The id of the camera whose picture is wanted. */
  #wanted = $state<string>();

  constructor(
    private readonly station: Station,
    readonly camera: Camera = new Camera(
      () => (navigator as Partial<Pick<Navigator, 'mediaDevices'>>).mediaDevices,
    ),
  ) {}

  /** The label of the camera that is used at the counter. */
  get used(): string {
    return this.station.view?.settings.camera ?? '';
  }

  /** The id of the camera whose picture is live; of two with one name, the one that was asked for. */
  readonly live: string | null = $derived.by(() => {
    const { state, devices } = this.camera;
    if (state.kind !== 'live') return null;
    const called = devices.filter(({ label }) => label === state.label);
    return (called.find(({ deviceId }) => deviceId === this.#wanted) ?? called[0])?.deviceId ?? null;
  });

  readonly diagnosis: Diagnosis | null = $derived.by(() => {
    const cause = this.#cause();
    return cause && wordsOf(cause);
  });

  /** Turns on the camera that is used, or any: names are told only then. */
  look(): Promise<void> {
    return this.#open({ label: this.used });
  }

  show({ deviceId, label }: Device): Promise<void> {
    this.#wanted = deviceId;
    return this.#open({ deviceId, label });
  }

  /** From now on it is used at the counter, by its name. */
  async use({ label }: Device): Promise<void> {
    const { view } = this.station;
    if (view) await this.station.ask(() => desk.saveSettings({ ...view.settings, camera: label }));
  }

  async #open(wish: { label: string; deviceId?: string }): Promise<void> {
    await this.camera.open(wish);
    if (this.camera.state.kind !== 'failed') return;
    // Without signs the fault is told as the web view tells it.
    this.#signs = await desk.cameraSigns().catch(() => null);
  }

  #cause(): Cause | null {
    const { state } = this.camera;
    if (state.kind === 'failed') return causeOf(state.fault, this.station.view?.platform ?? '', this.#signs);
    return state.kind === 'off' && this.station.past.loadedAgain ? 'pageFailed' : null;
  }
}
