import { formatDate } from '../../i18n';
import type { EnrolmentView, MoreInput } from '../../ipc';
import { settingsOf } from './sections';

/** What stands in the fields, by field name. */
export type Texts = Record<string, string>;

/** What stands under "More", all of it. */
export type More = Required<MoreInput>;

export const NO_MORE: More = {
  externalId: '',
  orderReference: '',
  objectId: '',
  userId: '',
  quantity: '',
  tenant: '',
};

/** What of it somebody typed: a tenant is chosen for many people, and stays for the next one. */
const TYPED = (Object.keys(NO_MORE) as (keyof More)[]).filter((key) => key !== 'tenant');

/** The texts of a form as the operator sees them: dates are written the way the locale does. */
export function asShown({ values, judgement }: EnrolmentView): Texts {
  const dates = judgement.fields.flatMap(({ field, date }) => (date ? [[field, formatDate(date)]] : []));
  return { ...values, ...(Object.fromEntries(dates) as Texts) };
}

/** Whether somebody typed or shot something: a pinned or preset text alone is nobody's work. */
export function isTouched(view: EnrolmentView, values: Texts, more: More): boolean {
  const { template, pictures } = view;
  if (Object.keys(pictures).length > 0) return true;
  if (TYPED.some((key) => more[key].trim() !== '')) return true;
  return Object.entries(values).some(([name, text]) => {
    if (text.trim() === '') return false;
    // Without a template nothing is preset: whatever stands there was typed.
    if (!template) return true;
    const { pinned, default: start } = settingsOf(template, name);
    return pinned !== true && text !== (start ?? '');
  });
}
