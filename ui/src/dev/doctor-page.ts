import { fireEvent, render, screen } from '@testing-library/svelte';
import { vi } from 'vitest';
import CameraDoctor from '../features/photo/CameraDoctor.svelte';
import { replaceDesk, type Desk } from '../ipc';
import type { Station } from '../shell/station.svelte';
import { FakeCameras } from './cameras';
import { DESK } from './desk';

/** The cameras that are plugged in at first. */
export const ALL = ['Built-in', 'Brio', 'Studio camera'];

/** A page with the camera doctor, on a computer with several cameras, on a clock that a test moves. */
export class DoctorPage {
  readonly cameras = new FakeCameras();
  /** Tells the doctor that it came into sight, or left it. */
  moveIntoSight: (inSight: boolean) => void = () => undefined;
  readonly #uninstall: () => void;
  #restore: () => void;

  /** `begins` is whether the doctor is in sight at first. */
  constructor(begins = true) {
    vi.useFakeTimers();
    const observes = (tell: (inSight: boolean) => void): void => {
      this.moveIntoSight = tell;
      tell(begins);
    };
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(private readonly tell: (entries: readonly { isIntersecting: boolean }[]) => void) {}
        observe(): void {
          observes((isIntersecting) => {
            this.tell([{ isIntersecting }]);
          });
        }
        disconnect(): void {
          // A page that is gone is moved no more.
        }
      },
    );
    this.#uninstall = this.cameras.install();
    this.#restore = replaceDesk({
      cameraSigns: () => Promise.resolve({ device: false, plugins: true, lacksPermissionKey: false }),
    });
  }

  close(): void {
    this.#restore();
    this.#uninstall();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }

  /** The commands that the desk answers besides. */
  answer(commands: Partial<Desk>): void {
    this.#restore();
    this.#restore = replaceDesk(commands);
  }

  /** The doctor of a station that remembers a camera. */
  async seen(camera = '', loadedAgain = false): Promise<{ unmount: () => void }> {
    const station = {
      view: { ...DESK, settings: { camera } },
      past: { loadedAgain, keepsFailing: false, covered: 'none' },
    } as unknown as Station;
    const { unmount } = render(CameraDoctor, { station });
    await this.after(50);
    return { unmount };
  }

  /** The same, right after somebody turned the cameras on. */
  async looked(camera = ''): Promise<{ unmount: () => void }> {
    const doctor = await this.seen(camera);
    await this.click('Turn the cameras on');
    return doctor;
  }

  async click(name: string): Promise<void> {
    const [button] = screen.getAllByRole('button', { name });
    if (button) await fireEvent.click(button);
    await this.after(50);
  }

  async plug(...labels: string[]): Promise<void> {
    this.cameras.plug(...labels);
    await this.after(600);
  }

  async after(time: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(time);
  }

  live(name: string): boolean {
    return screen.queryByLabelText(`Picture of ${name}, mirrored`) !== null;
  }

  kept(name: string): HTMLCanvasElement | null {
    return screen.queryByLabelText(`Last picture of ${name}, mirrored`);
  }

  rows(): string[] {
    return screen.queryAllByRole('listitem').map(({ textContent }) => textContent);
  }
}
