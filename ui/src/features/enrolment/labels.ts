import { t } from '../../i18n';
import type { FieldView, TemplateView } from '../../ipc';
import { en } from './labelWords';

/** Where a field stands in the form, from top to bottom. */
export const GROUPS = [
  'person',
  'own',
  'badge',
  'company',
  'card',
  'order',
  'user',
  'picture',
  'other',
] as const;
export type FieldGroup = (typeof GROUPS)[number];

type LabelKey = Exclude<
  Extract<keyof typeof en, `label.${string}`>,
  'label.extra' | 'label.extraDate' | 'label.photo'
>;

const NUMBERED = { extra: 'label.extra', extraDate: 'label.extraDate', personPhoto: 'label.photo' } as const;

function isDocumented(key: string): key is LabelKey {
  return Object.hasOwn(en, key);
}

function numbered(name: string): string | undefined {
  const [, stem, number] = /^(extra|extraDate|personPhoto)(\d+)$/.exec(name) ?? [];
  if (stem === undefined || number === undefined) return undefined;
  return t(NUMBERED[stem as keyof typeof NUMBERED], { number });
}

/** `hasFirstAid2` and `has_first_aid_2` as “Has first aid 2”. Words in capitals stay as they are. */
function readable(name: string): string {
  const spaced = name
    .replace(/(\p{Ll})(\p{Lu}|\d)/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim();
  const words = spaced.split(' ').map((word) => (/^\p{Lu}\p{Ll}*$/u.test(word) ? word.toLowerCase() : word));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a field is called on the screen, in the chosen language. Names nobody documents are made readable. */
export function labelOf(name: string): string {
  const key = `label.${name}`;
  if (isDocumented(key)) return t(key);
  return numbered(name) ?? readable(name);
}

const stemOf = (name: string): string => name.replace(/\d+$/, '');

/** What a picture is called beside the other pictures of its template: numbered only where another has the same name. */
export function pictureLabel(name: string, among: readonly string[]): string {
  const stem = stemOf(name);
  const numbers = among.some((other) => other !== name && stemOf(other) === stem);
  if (numbers) return numbered(name) ?? labelOf(name);
  return labelOf(stem === 'personPhoto' ? 'personPhoto1' : stem);
}

/** What a field is called on the form of a template: what the service or the office calls it goes before our words. */
export function labelIn(template: TemplateView, name: string): string {
  const own = template.fields.find((field) => field.name === name)?.label;
  if (own) return own;
  const images = template.fields.filter(({ kind }) => kind.kind === 'image').map((field) => field.name);
  return images.includes(name) ? pictureLabel(name, images) : labelOf(name);
}

/** The group of a field: pictures stand together, all else goes by the word its name begins with. */
export function groupOf({ name, kind }: Pick<FieldView, 'name' | 'kind'>, ofBadge = false): FieldGroup {
  if (kind.kind === 'image') return 'picture';
  if (name.startsWith('recipient:')) return 'person';
  if (name.startsWith('badge:')) return 'badge';
  // The names of a badge's custom fields are the office's own: that one begins with “company” means nothing.
  if (ofBadge) return 'own';
  if (name === 'messageToAccessVendor') return 'order';
  const [, start] = /^(person|company|card|order|user)(?=\p{Lu}|_|$)/u.exec(name) ?? [];
  return GROUPS.find((group) => group === start) ?? 'other';
}
