import { t } from '../../i18n';
import type { DeskError, EnrolmentView, FieldProblem, Judgement, PictureView } from '../../ipc';
import { adviceWords } from '../portrait/measures';
import type { Day } from './days';
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

/** The desk changed the form itself instead of ordering it, or wants its photo seen to: that is to be seen first. */
export function changesForm({ code }: DeskError): boolean {
  return code === 'templateChanged' || code === 'pictureChanged' || code === 'portraitBlocked';
}

/** What was said of a picture was said of the one that is gone by now. */
export function stillSaid(
  said: readonly FieldProblem[],
  before: EnrolmentView['pictures'],
  now: EnrolmentView['pictures'],
): readonly FieldProblem[] {
  return said.filter(({ field }) => before[field]?.version === now[field]?.version);
}

/** What the service said of the order that is corrected, in the order of the form. */
export function saidOf({ refused, template }: EnrolmentView): readonly FieldProblem[] {
  const names = template?.fields.map(({ name }) => name) ?? [];
  const place = ({ field }: FieldProblem): number => names.indexOf(field) + 1 || names.length + 1;
  return (refused?.fields ?? []).toSorted((one, other) => place(one) - place(other));
}

/** The fields that keep the order from being placed, each once: by the form engine, then by the service. */
function wrongIn({ judgement }: Judged, said: readonly FieldProblem[]): string[] {
  const wrong = judgement.fields.filter(({ problem }) => problem !== null);
  return [...new Set([...wrong, ...said].map(({ field }) => field))];
}

/** The days that stand in the form, by field. */
export function datesIn({ judgement }: Judged): Readonly<Record<string, Day>> {
  const dated = judgement.fields.flatMap(({ field, date }) => (date ? [[field, date]] : []));
  return Object.fromEntries(dated) as Record<string, Day>;
}

/** Whether the office does not want the portrait, and nobody said that it is used all the same. */
export function isBlocked(picture: PictureView | undefined): boolean {
  const verdict = picture?.verdict ?? null;
  return verdict !== null && !verdict.passes && verdict.allowedBy === null;
}

/** What keeps the order from being placed, in words: of a photo, what is to be done about it. */
export function missingIn(
  judged: Judged,
  said: readonly FieldProblem[],
  view: EnrolmentView | null,
): Missing[] {
  return wrongIn(judged, said).map((field) => {
    const label = view?.template ? labelIn(view.template, field) : labelOf(field);
    const picture = view?.pictures[field];
    const advice = isBlocked(picture) ? picture?.verdict?.instruction : null;
    const says = advice ? t('enrolment.photo_says', { says: adviceWords(advice) }) : label;
    return { control: controlId(field), label: says };
  });
}
