import type { Translation } from '../../i18n/messages';

export const en = {
  'connections.switch': 'Connection',
  'connections.none': 'No connection',
} as const;

export const nb = {
  'connections.switch': 'Tilkobling',
  'connections.none': 'Ingen tilkobling',
} satisfies Translation<typeof en>;
