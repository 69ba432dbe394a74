import { wordsForField, wordsForWarning } from '../../errors';
import type { FieldProblem, FieldVerdict } from '../../ipc';
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

/** What stands under a field: the service's words before ours, a problem before a warning, and nothing too early. */
export function remarkOf({ verdict, said, due }: Known): Remark | undefined {
  if (said) return { level: 'error', text: wordsForField(said) };
  if (!verdict || !due) return undefined;
  const { problem, warning } = verdict;
  if (problem) return { level: 'error', text: wordsForField({ problem, detail: '' }) };
  return warning ? { level: 'warning', text: wordsForWarning(warning) } : undefined;
}
