import type { Cover, Settings } from '../../ipc';

/** So many names are offered, one for each digit. */
const OFFERED = 9;

/** What a shift needs of the station and its settings. */
export interface ShiftSettings {
  readonly values: Settings;
  readonly operator: string;
  change(part: Settings): Promise<void>;
}

/** Who is at the counter, and who was there before. */
export class Shift {
  /** Somebody is asked who it is. */
  asking = $state(false);
  /** A name that is not offered. */
  typed = $state('');

  #started = false;

  constructor(private readonly settings: ShiftSettings) {}

  /** The operator of now. */
  get operator(): string {
    return this.settings.operator;
  }

  /** Who else was at this counter, the latest first. */
  get others(): string[] {
    const known = this.settings.values.operators ?? [];
    return known.filter((name) => name !== this.operator).slice(0, OFFERED);
  }

  /** Tells, the first time it is asked, how the page covers the counter where the desk has it so: nobody is asked who
   * begins where nobody else ever was. */
  starts(covered: Cover): Cover | null {
    if (this.#started) return null;
    this.#started = true;
    return covered === 'shiftBegins' && this.others.length === 0 ? 'none' : covered;
  }

  ask(): void {
    this.typed = '';
    this.asking = true;
  }

  /** Begins a shift; nothing happens without a name. */
  async begin(name: string): Promise<void> {
    const operator = name.trim();
    if (operator === '') return;
    this.asking = false;
    this.typed = '';
    if (operator === this.operator) return;
    const others = this.others.filter((name) => name !== operator);
    const operators = [operator, this.operator, ...others].filter((name) => name !== '');
    await this.settings.change({ operator, operators: operators.slice(0, OFFERED) });
  }

  /** The name a digit stands for. */
  offered(digit: string): string | undefined {
    return /^[1-9]$/.test(digit) ? this.others[Number(digit) - 1] : undefined;
  }
}
