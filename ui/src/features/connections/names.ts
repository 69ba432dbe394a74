import { t } from '../../i18n';
import type { ConnectionView, ServiceKind } from '../../ipc';

/** The name the program gives the badges of its practice office; a kept order tells the two offices apart by it. */
const PRACTICE_BADGES = 'Practice badges';

/** What a connection is called on the screen: the practice offices in the operator's language, all others as named. */
export function nameOf(connection: Pick<ConnectionView, 'environment' | 'name'>): string {
  if (connection.environment !== 'practice') return connection.name;
  return t(connection.name === PRACTICE_BADGES ? 'connections.practice.badges' : 'connections.practice');
}

/** The name of a service: it is its own in every language. */
export const SERVICES: Readonly<Record<ServiceKind, string>> = { breeze: 'Breeze', issueBadge: 'IssueBadge' };
