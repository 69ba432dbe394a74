import type { Code, ReachView } from '../ipc';

/** How the current connection stands, in the four ways that make a difference to the operator. */
export type Reach = 'connecting' | 'connected' | 'offline' | 'attention';

/** The network's fault: it passes by itself, and the kept templates serve meanwhile. All else somebody has to mend. */
const OFFLINE: readonly Code[] = ['unreachable', 'nameNotFound', 'timedOut', 'broken'];

/** What the top bar says about the connection. */
export function reachOf(reach: ReachView): Reach {
  if (reach.kind === 'untried') return 'connecting';
  if (reach.kind === 'reached') return 'connected';
  return OFFLINE.includes(reach.problem.code) ? 'offline' : 'attention';
}
