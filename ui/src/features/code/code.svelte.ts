import { asDeskError, type CodeLanguage, type DeskError } from '../../ipc';

/** A request as code, in the language that is looked at. */
export class RequestCode {
  text = $state<string | null>(null);
  error = $state.raw<DeskError | null>(null);
  #language = $state<CodeLanguage>('curl');
  #question = 0;

  /** `write` asks the desk for the code. */
  constructor(private readonly write: (language: CodeLanguage) => Promise<string>) {}

  get language(): CodeLanguage {
    return this.#language;
  }

  /** Shows another language; only the answer to the latest choice is shown. */
  async show(language: CodeLanguage): Promise<void> {
    const question = ++this.#question;
    this.#language = language;
    this.text = null;
    this.error = null;
    try {
      const text = await this.write(language);
      if (question === this.#question) this.text = text;
    } catch (reason) {
      if (question === this.#question) this.error = asDeskError(reason);
    }
  }
}
