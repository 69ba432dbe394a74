import type { Judgement } from '../../ipc';
import type { Texts } from './texts';

/** What the form engine said, and of which texts it said it. */
export interface Judged {
  readonly judgement: Judgement;
  readonly texts: Texts;
}

export const NOTHING: Judged = {
  judgement: { fields: [], ready: false, externalIdProposed: '', expectedExpiry: null },
  texts: {},
};
