import type { Language as Wish } from '../ipc';

/** The languages Badgedesk speaks, as BCP 47 codes. */
export type LanguageCode = 'en' | 'nb';

/** The locale whose habits write dates and numbers; English at a European counter is day-first. */
const LOCALES: Record<LanguageCode, string> = { en: 'en-GB', nb: 'nb-NO' };

/** The chosen language; whatever reads it while rendering is rendered again when it changes. */
class Language {
  #code = $state<LanguageCode>('en');

  get code(): LanguageCode {
    return this.#code;
  }

  get locale(): string {
    return LOCALES[this.#code];
  }

  /** Switches the whole window, and tells screen readers how to pronounce it. */
  choose(code: LanguageCode): void {
    this.#code = code;
    document.documentElement.lang = code;
  }
}

export const language = new Language();

/** The language for a wish: Norwegian for any Norwegian system, English for all others. */
export function languageFor(wish: Wish, system: string): LanguageCode {
  if (wish === 'system') return /^(nb|nn|no)\b/i.test(system) ? 'nb' : 'en';
  return wish === 'norwegian' ? 'nb' : 'en';
}
