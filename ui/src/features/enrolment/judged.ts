import { t } from '../../i18n';
import type { EnrolmentView, Judgement, PictureView } from '../../ipc';
import { adviceWords } from '../portrait/measures';
import { labelIn, labelOf } from './labels';
import { controlId } from './sections';
import type { Texts } from './texts';

/** One thing that keeps the order from being placed, and the id of the control that mends it. */
export interface Missing {
  readonly control: string;
  readonly label: string;
}

/** What the form engine said, and of which texts it said it. */
export interface Judged {
  readonly judgement: Judgement;
  readonly texts: Texts;
}

/** Before anything was judged. */
export const NOTHING: Judged = {
  judgement: { fields: [], ready: false, externalIdProposed: '', expectedExpiry: null },
  texts: {},
};

/** Whether the office does not want the portrait, and nobody said that it is used all the same. */
export function isBlocked(picture: PictureView | undefined): boolean {
  const verdict = picture?.verdict ?? null;
  return verdict !== null && !verdict.passes && verdict.allowedBy === null;
}

/** What keeps the order from being placed, each field once: a photo with what is to be done about it. */
export function missingOf(fields: readonly string[], view: EnrolmentView | null): Missing[] {
  const once = fields.filter((field, at) => fields.indexOf(field) === at);
  return once.map((field) => {
    const label = view?.template ? labelIn(view.template, field) : labelOf(field);
    const picture = view?.pictures[field];
    const advice = isBlocked(picture) ? picture?.verdict?.instruction : null;
    const says = advice ? t('enrolment.photo_says', { says: adviceWords(advice) }) : label;
    return { control: controlId(field), label: says };
  });
}
