import { asDeskError, desk, type DeskError, type EnrolmentView } from '../../ipc';

/** One thing that keeps the order from being placed, and the id of the control that mends it. */
export interface Missing {
  readonly control: string;
  readonly label: string;
}

/** One person at the counter: a template, values, a portrait. The desk keeps them; this shows what it keeps. */
export class Enrolment {
  error = $state.raw<DeskError | null>(null);
  #view = $state.raw<EnrolmentView | null>(null);

  readonly missing: readonly Missing[] = $derived(
    (this.#view?.judgement.fields ?? [])
      .filter((verdict) => verdict.problem !== null)
      .map(({ field }) => ({ control: `field-${field}`, label: field })),
  );
  readonly ready: boolean = $derived(this.#view?.judgement.ready ?? false);

  get view(): EnrolmentView | null {
    return this.#view;
  }

  /** Shows the enrolment that was being worked on, also after a crash. */
  async open(): Promise<void> {
    await this.#show(() => desk.enrolment());
  }

  async choose(template: string): Promise<void> {
    await this.#show(() => desk.chooseTemplate(template));
  }

  async clear(): Promise<void> {
    await this.#show(() => desk.clearEnrolment());
  }

  async nextPerson(): Promise<void> {
    await this.#show(() => desk.nextPerson());
  }

  order(): void {
    if (!this.ready) this.lead(this.missing[0]);
  }

  /** Leads to what is missing. */
  lead(missing: Missing | undefined): void {
    if (missing) document.getElementById(missing.control)?.focus();
  }

  async #show(question: () => Promise<EnrolmentView>): Promise<void> {
    try {
      this.#view = await question();
      this.error = null;
    } catch (reason) {
      this.error = asDeskError(reason);
    }
  }
}
