import type { Translation } from '../../i18n/messages';

export const en = {
  'receipt.title': 'Ordered',
} as const;

export const nb = {
  'receipt.title': 'Bestilt',
} satisfies Translation<typeof en>;
