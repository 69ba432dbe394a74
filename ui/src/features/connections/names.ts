import { t } from '../../i18n';
import type { ConnectionView } from '../../ipc';

/** What a connection is called on the screen: the practice office in the operator's language, all others as named. */
export function nameOf(connection: Pick<ConnectionView, 'environment' | 'name'>): string {
  return connection.environment === 'practice' ? t('connections.practice') : connection.name;
}
