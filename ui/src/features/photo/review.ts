import { formatDate, t } from '../../i18n';
import type { FieldView } from '../../ipc';
import type { Enrolment } from '../enrolment/enrolment.svelte';
import { labelIn } from '../enrolment/labels';
import { moreRowsOf } from '../enrolment/moreRows';
import { hiddenIn, isSensitive, MASK, settingsOf } from '../enrolment/sections';

/** What the badge takes the name from: the first of these of which anything is filled. */
const NAMES: readonly (readonly string[])[] = [
  ['personFirstName', 'personLastName'],
  ['personFullName', 'personName'],
  ['recipient:name'],
];

/** What the badge takes its last day from, likewise. */
const LAST_DAYS: readonly string[] = ['cardValidUntilDate', 'badge:expires'];

const typedIn = ({ values }: Enrolment, name: string): string => (values[name] ?? '').trim();

function namesOf(enrolment: Enrolment): readonly string[] {
  return NAMES.find((fields) => fields.some((name) => typedIn(enrolment, name) !== '')) ?? [];
}

function lastDayOf({ dates }: Enrolment): string | undefined {
  return LAST_DAYS.find((name) => dates[name] !== undefined);
}

/** Whether a field is for nobody else's eyes; `usually` are the names that are so until a template says otherwise. */
function isMasked({ view }: Enrolment, name: string, usually: readonly string[]): boolean {
  return view?.template ? isSensitive(view.template, name, usually) : usually.includes(name);
}

/** A text as the badge on the screen shows it: whoever stands beside it reads along. */
export function readable(enrolment: Enrolment, name: string, sensitive: readonly string[]): string {
  const text = typedIn(enrolment, name);
  return text !== '' && isMasked(enrolment, name, sensitive) ? MASK : text;
}

/** The name as the badge shows it. */
export function nameOf(enrolment: Enrolment, sensitive: readonly string[]): string {
  const parts = namesOf(enrolment).map((name) => readable(enrolment, name, sensitive));
  return parts.filter((part) => part !== '').join(' ');
}

/** The last day as the badge shows it, as far as it is known. */
export function untilOf(enrolment: Enrolment, sensitive: readonly string[]): string | null {
  const field = lastDayOf(enrolment);
  if (field !== undefined && isMasked(enrolment, field, sensitive)) return MASK;
  const day = field === undefined ? enrolment.expectedExpiry : enrolment.dates[field];
  return day == null ? null : formatDate(day);
}

/** One value that would be ordered; nothing in place of a text that is not to be read over somebody's shoulder. */
export interface Reviewed {
  readonly field: string;
  readonly label: string;
  readonly text: string | null;
}

function written({ kind, name }: FieldView, text: string, enrolment: Enrolment): string {
  if (kind.kind === 'boolean') return t(text === 'true' ? 'photo.review.yes' : 'photo.review.no');
  const date = enrolment.dates[name];
  return kind.kind === 'date' && date !== undefined ? formatDate(date) : text;
}

/** What stands under "More" and goes with the order: the number it is found by also where it is only proposed, and how
 * many where it is more than the one that everybody expects. */
function moreOf({ view, more, externalIdProposed }: Enrolment): Reviewed[] {
  return moreRowsOf(view).flatMap(({ key, label }): Reviewed[] => {
    const text = more[key].trim() || (key === 'externalId' ? externalIdProposed : '');
    if (text === '' || (key === 'quantity' && Number(text) === 1)) return [];
    return [{ field: `more:${key}`, label: t(label), text }];
  });
}

/** Everything that is filled as it would be ordered, in the order of the form, but for what the badge shows already;
 * then what goes along without standing in sight. `sensitive` are the names that are so until a template says
 * otherwise. */
export function reviewOf(enrolment: Enrolment, sensitive: readonly string[]): Reviewed[] {
  const template = enrolment.view?.template;
  if (!template) return [];
  const onBadge = [...namesOf(enrolment), lastDayOf(enrolment)];
  const row = (field: FieldView, text: string): Reviewed[] => {
    const { name, kind } = field;
    if (text === '' || kind.kind === 'image') return [];
    const masked = isSensitive(template, name, sensitive);
    // The badge shows nothing of what is masked.
    if (!masked && onBadge.includes(name)) return [];
    // A default that is neither is not sent.
    if (kind.kind === 'boolean' && text !== 'true' && text !== 'false') return [];
    return [
      { field: name, label: labelIn(template, name), text: masked ? null : written(field, text, enrolment) },
    ];
  };
  const shown = enrolment.sections.flatMap(({ fields }) => fields);
  return [
    ...shown.flatMap((field) => row(field, typedIn(enrolment, field.name))),
    ...hiddenIn(template).flatMap((field) =>
      row(field, settingsOf(template, field.name).default?.trim() ?? ''),
    ),
    ...moreOf(enrolment),
  ];
}
