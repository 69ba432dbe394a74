import { DeviceList, type Device, type Media } from './device-list.svelte';
import { Showing } from './showing.svelte';

/** The cameras that are plugged in, each with what it shows; they come and go with the list. */
export class Plugged {
  readonly list: DeviceList;
  #cameras = $state.raw<readonly Showing[]>([]);
  #missed = $state.raw<string | null>(null);

  /** `isAsking` tells that some camera is asked for; `changed` hears of each list, and whether one came with it. */
  constructor(
    found: () => Media | undefined,
    isAsking: () => boolean,
    private readonly changed: (came: boolean) => void,
  ) {
    this.list = new DeviceList(found, {
      isStarting: () => isAsking() || this.#cameras.some(({ state }) => state.kind === 'opening'),
      read: (before) => {
        this.#follow(before);
      },
    });
  }

  get cameras(): readonly Showing[] {
    return this.#cameras;
  }

  /** The name of the camera that was pulled out last, until another one comes; empty where it was never told. */
  get missed(): string | null {
    return this.#missed;
  }

  /** The list tells no more than that there are cameras, if that. */
  get isUntold(): boolean {
    return this.#cameras.every(({ device, isOn }) => device.deviceId === '' && !isOn);
  }

  /** Whose stream it is; an engine may give its tracks other ids than it lists. */
  ownerOf(stream: MediaStream): Showing | undefined {
    const track = stream.getVideoTracks()[0];
    const id = track?.getSettings().deviceId;
    const cameras = this.#cameras;
    const called = cameras.find(({ device }) => device.label !== '' && device.label === track?.label);
    return (
      cameras.find(({ device }) => device.deviceId !== '' && device.deviceId === id) ?? called ?? cameras[0]
    );
  }

  forgetMissed(): void {
    this.#missed = null;
  }

  #follow(before: readonly Device[]): void {
    const old = this.#cameras;
    const cameras = this.list.devices.map((device) => {
      const same = old.find((one) => device.deviceId !== '' && one.device.deviceId === device.deviceId);
      if (same) same.device = device;
      return same ?? new Showing(device);
    });
    const gone = old.filter((camera) => !cameras.includes(camera));
    // WebKitGTK does not end the stream of a camera that is pulled out.
    for (const camera of gone) camera.rest();
    const came = cameras.some((camera) => !old.includes(camera));
    const named = gone.find(({ device }) => device.label !== '');
    if (named) this.#missed = named.device.label;
    else if (cameras.length < before.length) this.#missed = '';
    else if (came) this.#missed = null;
    this.#cameras = cameras;
    this.changed(came);
  }
}
