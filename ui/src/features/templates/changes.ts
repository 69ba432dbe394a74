import { t } from '../../i18n';
import type { TemplateChange } from '../../ipc';
import { labelOf } from '../enrolment/labels';

/** What changed in a template, short enough for a line of the list: “changed: + Extra 7, − Barcode”. */
export function changesIn(change: TemplateChange): string {
  if (change.new) return t('templates.changed.new');
  const parts = [
    ...change.added.map((field) => `+ ${labelOf(field)}`),
    ...change.removed.map((field) => `− ${labelOf(field)}`),
    ...change.retyped.map((field) => t('templates.changed.retyped', { field: labelOf(field) })),
  ];
  return parts.length > 0
    ? t('templates.changed', { what: parts.join(', ') })
    : t('templates.changed.somehow');
}
