import type { Code, FieldProblem, Problem } from './generated/bindings';

/** Everything that can go wrong at the desk; `bridgeFailed` is the page's own: the shell did not answer as agreed. */
export type DeskErrorCode = Code | 'bridgeFailed';

/** A command that did not succeed. The code chooses the words; the detail names the thing and is never the whole message. */
export class DeskError extends Error {
  override readonly name = 'DeskError';

  constructor(
    readonly code: DeskErrorCode,
    readonly detail = '',
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(`${code}: ${detail}`);
  }
}

function isProblem(reason: unknown): reason is Problem {
  return (
    typeof reason === 'object' &&
    reason !== null &&
    'code' in reason &&
    typeof reason.code === 'string' &&
    'detail' in reason &&
    'fields' in reason &&
    Array.isArray(reason.fields)
  );
}

/** Whatever a command was rejected with, as the one error the page knows. */
export function asDeskError(reason: unknown): DeskError {
  if (reason instanceof DeskError) return reason;
  if (isProblem(reason)) return new DeskError(reason.code, reason.detail, reason.fields);
  return new DeskError('bridgeFailed', reason instanceof Error ? reason.message : String(reason));
}
