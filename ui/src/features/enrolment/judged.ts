import type { Judgement } from '../../ipc';
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
