import type { TemplateSummary } from '../../ipc';

/** One thing that keeps the order from being placed, and the id of the control that mends it. */
export interface Missing {
  readonly control: string;
  readonly label: string;
}

/** One person at the counter: a template, values, a portrait. */
export class Enrolment {
  template = $state.raw<TemplateSummary | null>(null);
  missing = $state.raw<readonly Missing[]>([]);
  readonly ready = $derived(this.template !== null && this.missing.length === 0);

  clear(): void {
    this.missing = [];
  }

  order(): void {
    if (!this.ready) this.show(this.missing[0]);
  }

  /** Leads to what is missing. */
  show(missing: Missing | undefined): void {
    if (missing) document.getElementById(missing.control)?.focus();
  }
}
