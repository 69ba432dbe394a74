import type { DeskError, EnrolmentView, FieldProblem, Judgement } from '../../ipc';
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

/** The desk changed the form itself instead of ordering it: that is to be seen first. */
export function changesForm({ code }: DeskError): boolean {
  return code === 'templateChanged' || code === 'pictureChanged';
}

/** What was said of a picture was said of the one that is gone by now. */
export function stillSaid(
  said: readonly FieldProblem[],
  before: EnrolmentView['pictures'],
  now: EnrolmentView['pictures'],
): readonly FieldProblem[] {
  return said.filter(({ field }) => before[field]?.version === now[field]?.version);
}
