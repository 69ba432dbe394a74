import type { DeskView } from '../../../ipc';

type Checks = DeskView['checks'];

/** Which day it is here. */
const today = (): string => new Date().toDateString();

/** Where a check is offered: once a day and camera, and not where somebody has said that there is none today. */
class Days {
  #without = $state<string | null>(null);

  /** The place in front of this camera was not checked today. */
  lacks(checks: Checks, camera: string): boolean {
    if (this.#without === today()) return false;
    return !checks.some((check) => check.camera === camera && check.today);
  }

  /** No check is wanted today. */
  goWithout(): void {
    this.#without = today();
  }
}

/** Those of this page. */
export const days = new Days();
