import { wordsForField, wordsForWarning } from '../../errors';
import type { FieldProblem, FieldVerdict, Warning } from '../../ipc';
import type { Remark } from '../../parts/remark';

/** What is known of one field. */
export interface Known {
  /** What the form engine says of the text as it stands; none while that is being typed. */
  readonly verdict: FieldVerdict | undefined;
  /** What the service said of it, until it is changed. */
  readonly said: FieldProblem | undefined;
  /** The operator was in it and left it, or tried to order. */
  readonly due: boolean;
}

function warned(warning: Warning): Remark {
  return { level: 'warning', text: wordsForWarning(warning) };
}

/** What stands under a field: the service's words before ours, a problem before a warning, and nothing too early. */
export function remarkOf({ verdict, said, due }: Known): Remark | undefined {
  if (said) return { level: 'error', text: wordsForField(said) };
  // What cannot be called back has to be read before the field is left.
  if (verdict?.warning === 'sentAtOnce' && !verdict.problem) return warned(verdict.warning);
  if (!verdict || !due) return undefined;
  const { problem, detail, warning } = verdict;
  if (problem) return { level: 'error', text: wordsForField({ problem, detail }) };
  return warning ? warned(warning) : undefined;
}
