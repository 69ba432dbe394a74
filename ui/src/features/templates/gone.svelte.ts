import type { TemplateList } from '../../ipc';

/** A template that the service offers no longer. */
interface Gone {
  readonly template: string;
  readonly name: string;
}

/** The templates that were offered and are so no longer, until somebody has read it or they are there again. */
export class GoneTemplates {
  #gone = $state.raw<readonly Gone[]>([]);
  /** The reading of the service that was heard last; the desk tells its changes with every list until the next. */
  #heard: string | null = null;

  /** What they are called. */
  get names(): string[] {
    return this.#gone.map(({ name }) => name);
  }

  /** Takes over what a list tells. */
  hear({ templates, changes, readAt }: TemplateList): void {
    const again = readAt !== null && readAt === this.#heard;
    this.#heard = readAt;
    const told = again ? [] : changes.filter(({ gone }) => gone);
    const known = this.#gone.filter((one) => !told.some(({ template }) => template === one.template));
    const here = templates.map(({ id }) => id);
    this.#gone = [...known, ...told].filter(({ template }) => !here.includes(template));
  }

  /** Somebody has read it. */
  dismiss(): void {
    this.#gone = [];
  }

  /** Another connection is in use. */
  forget(): void {
    this.#gone = [];
    this.#heard = null;
  }
}
