import type { FieldSettings, TemplateSettings, TemplateView } from '../../ipc';
import { inOrder } from './sections';

/** The settings of a template with those of one field changed. A field set for the first time keeps its place. */
export function withField(
  template: TemplateView,
  name: string,
  change: Partial<FieldSettings>,
): TemplateSettings {
  const known = template.settings.fields ?? [];
  const ordered = inOrder(template);
  // A list that names the field alone would pull it to the top of the form: all fields before it are named too.
  const upTo = ordered.slice(0, ordered.findIndex((field) => field.name === name) + 1);
  const missing = upTo.filter((field) => !known.some((one) => one.name === field.name));
  const all = [...known, ...missing.map((field): FieldSettings => ({ name: field.name }))];
  const fields = all.map((one) => (one.name === name ? { ...one, ...change } : one));
  return { ...template.settings, fields };
}
