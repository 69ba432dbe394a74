import { formatDate, t } from '../../i18n';
import type { FieldView } from '../../ipc';
import type { Enrolment } from '../enrolment/enrolment.svelte';
import { labelIn } from '../enrolment/labels';
import { settingsOf } from '../enrolment/sections';

/** What the badge itself shows already. */
const ON_THE_BADGE: readonly string[] = [
  'personFirstName',
  'personLastName',
  'personFullName',
  'personName',
  'recipient:name',
  'cardValidUntilDate',
  'badge:expires',
];

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

/** The filled fields as they would be ordered, in the order of the form. `sensitive` are the names that are so until
 * a template says otherwise. */
export function reviewOf(enrolment: Enrolment, sensitive: readonly string[]): Reviewed[] {
  const template = enrolment.view?.template;
  if (!template) return [];
  const fields = enrolment.sections.flatMap((section) => section.fields);
  return fields.flatMap((field): Reviewed[] => {
    const { name } = field;
    const typed = (enrolment.values[name] ?? '').trim();
    if (typed === '' || field.kind.kind === 'image' || ON_THE_BADGE.includes(name)) return [];
    const masked = settingsOf(template, name).sensitive ?? sensitive.includes(name);
    return [
      { field: name, label: labelIn(template, name), text: masked ? null : written(field, typed, enrolment) },
    ];
  });
}
