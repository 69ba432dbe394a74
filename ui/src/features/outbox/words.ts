import type { Translation } from '../../i18n/messages';

export const en = {
  'outbox.none': 'Nothing is waiting',
} as const;

export const nb = {
  'outbox.none': 'Ingenting venter',
} satisfies Translation<typeof en>;
