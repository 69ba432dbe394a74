import type { Translation } from '../../i18n/messages';

export const en = {
  'history.none': 'No orders yet',
} as const;

export const nb = {
  'history.none': 'Ingen bestillinger ennå',
} satisfies Translation<typeof en>;
