import type { FieldSettings, FieldView, TemplateView } from '../../ipc';
import { GROUPS, groupOf, type FieldGroup } from './labels';

/** One heading of the form and the fields under it. */
export interface Section {
  readonly group: FieldGroup;
  readonly fields: readonly FieldView[];
}

/** What the office set for a field; nothing set is an empty setting. */
export function settingsOf(template: TemplateView, name: string): FieldSettings {
  return template.settings.fields?.find((one) => one.name === name) ?? { name };
}

/** What stands in place of a text that is not to be read over somebody's shoulder. */
export const MASK = '••••••';

/** Whether what stands in a field is for nobody else's eyes: as the office says of it, else as it is usual, which
 * `usually` names. */
export function isSensitive(template: TemplateView, name: string, usually: readonly string[]): boolean {
  return settingsOf(template, name).sensitive ?? usually.includes(name);
}

/** Fields the office put in order come first and in that order, the others after them in the service's own. */
export function inOrder(template: TemplateView): FieldView[] {
  const named = (template.settings.fields ?? []).map(({ name }) => name);
  const place = ({ name }: FieldView): number => {
    const at = named.indexOf(name);
    return at < 0 ? named.length : at;
  };
  return template.fields.toSorted((one, other) => place(one) - place(other));
}

/** A picture may be given even where the service marks its field as one it fills. */
export function isOffered(field: FieldView): boolean {
  return !field.filledByService || field.kind.kind === 'image';
}

/** Whether the order cannot be placed without it: the service demands it, or the office does. */
export function isRequired(template: TemplateView, field: FieldView): boolean {
  return field.required || (settingsOf(template, field.name).required ?? false);
}

function isHidden(template: TemplateView, { name, required }: FieldView): boolean {
  return !required && settingsOf(template, name).hidden === true;
}

/** The form: what the operator can fill, by groups, without what the office hides and the service can do without. */
export function sectionsOf(template: TemplateView): Section[] {
  const shown = inOrder(template).filter((field) => isOffered(field) && !isHidden(template, field));
  const ofBadge = template.badge !== null;
  const section = (group: FieldGroup): Section => ({
    group,
    fields: shown.filter((field) => groupOf(field, ofBadge) === group),
  });
  return GROUPS.map(section).filter(({ fields }) => fields.length > 0);
}

/** What the office hides, and the order takes with it all the same where it has a default. */
export function hiddenIn(template: TemplateView): FieldView[] {
  return inOrder(template).filter((field) => isOffered(field) && isHidden(template, field));
}

/** What the service fills by itself. */
export function filledByService(template: TemplateView): FieldView[] {
  return template.fields.filter((field) => !isOffered(field));
}

/** The id of the control of a field, fit for attributes that part ids by spaces. */
export function controlId(field: string): string {
  return `field-${encodeURIComponent(field)}`;
}
