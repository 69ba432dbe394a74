import { asDeskError, desk, type DeskError, type Lookalikes as Found } from '../../ipc';

/** What stands against an order that the operator is about to place, and what is done about it. */
export class Lookalikes {
  found = $state.raw<Found | null>(null);
  reason = $state('');
  /** The operator pressed the button without writing a reason. */
  missing = $state(false);
  #enrolment = '';

  /** The enrolment the question is about. */
  get enrolment(): string {
    return this.#enrolment;
  }

  /** Takes the desk's word that there are others, and fetches them; false if it said something else. */
  async take(error: DeskError, enrolment: string): Promise<boolean> {
    if (error.code !== 'orderedBefore' && error.code !== 'pictureOfAnother') return false;
    try {
      const found = await desk.lookalikes(enrolment);
      this.reason = '';
      this.missing = false;
      this.#enrolment = enrolment;
      this.found = found;
      return true;
    } catch (reason) {
      // What the desk said first stands in the form all the same.
      return asDeskError(reason).code === 'anotherPerson';
    }
  }

  /** The reason as it is kept; none asks for one. */
  reasoned(): string | null {
    const reason = this.reason.trim();
    this.missing = reason === '';
    return reason === '' ? null : reason;
  }

  close(): void {
    this.found = null;
  }
}
