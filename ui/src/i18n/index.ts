/**
 * Words in the operator's language. `t('templates.count', { count: 3 })` is typed to the key's own parameters and is
 * rendered again when the language changes. A feature adds words in its own `words.ts`, English and Norwegian side by side.
 */
import { en } from './en';
import { language, type LanguageCode } from './language.svelte';
import { fill, type ParamNames, type Plural } from './messages';
import { nb } from './nb';

export { formatDate, formatDateTime, formatDay, formatNumber, formatTime } from './formats';
export { language, languageFor } from './language.svelte';

/** Every key there is. */
export type Key = keyof typeof en;

/** The keys whose text takes no parameters: what a table from cases to words holds. */
export type PlainKey = {
  [K in Key]: [ParamNames<(typeof en)[K]>] extends [never] ? K : never;
}[Key];

type Params<K extends Key> = [ParamNames<(typeof en)[K]>] extends [never]
  ? []
  : [params: Record<ParamNames<(typeof en)[K]>, string | number>];

const LANGUAGES: Record<LanguageCode, Record<Key, string | Plural>> = { en, nb };

function pluralForm(message: Plural, count: number): string {
  const rule = new Intl.PluralRules(language.locale).select(count);
  return rule === 'one' ? message.one : message.other;
}

/** The text of a key in the chosen language. */
export function t<K extends Key>(key: K, ...rest: Params<K>): string {
  const message = LANGUAGES[language.code][key];
  const params: Readonly<Record<string, string | number>> = rest[0] ?? {};
  const text = typeof message === 'string' ? message : pluralForm(message, Number(params.count));
  return fill(text, params);
}
