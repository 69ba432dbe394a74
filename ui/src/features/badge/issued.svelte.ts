import { asDeskError, desk } from '../../ipc';
import type { BadgeChange, BadgeEvent, BadgeRef, DeskError, IssuedBadgeView } from '../../ipc';

/** One issued badge as the service has it now, what the service noted about it, and what can be changed. */
export class IssuedBadge {
  view = $state.raw<IssuedBadgeView | null>(null);
  events = $state.raw<readonly BadgeEvent[] | null>(null);
  error = $state.raw<DeskError | null>(null);
  eventsError = $state.raw<DeskError | null>(null);
  asking = $state(false);
  #question = 0;
  #eventsQuestion = 0;

  constructor(readonly ref: BadgeRef) {}

  /** Asks the service how the badge stands and for its history, each for itself. */
  async read(): Promise<void> {
    const question = ++this.#question;
    this.asking = true;
    await Promise.all([this.#readBadge(question), this.#readEvents()]);
    if (question === this.#question) this.asking = false;
  }

  /** Changes the badge; fails with the reason, and then looks how it stands: it may be changed all the same. */
  async change(change: BadgeChange): Promise<void> {
    const view = await this.#changed(change);
    this.#question += 1;
    this.asking = false;
    this.view = view;
    this.error = null;
    void this.#readEvents();
  }

  async #changed(change: BadgeChange): Promise<IssuedBadgeView> {
    try {
      return await desk.changeBadge(this.ref, change);
    } catch (reason) {
      void this.read();
      throw reason;
    }
  }

  async #readBadge(question: number): Promise<void> {
    try {
      const view = await desk.issuedBadge(this.ref);
      if (question !== this.#question) return;
      this.view = view;
      this.error = null;
    } catch (reason) {
      if (question === this.#question) this.error = asDeskError(reason);
    }
  }

  async #readEvents(): Promise<void> {
    const question = ++this.#eventsQuestion;
    try {
      const events = await desk.badgeHistory(this.ref);
      if (question !== this.#eventsQuestion) return;
      this.events = events;
      this.eventsError = null;
    } catch (reason) {
      if (question === this.#eventsQuestion) this.eventsError = asDeskError(reason);
    }
  }
}
