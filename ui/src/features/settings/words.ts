import type { Translation } from '../../i18n/messages';

export const en = {
  'settings.title': 'Settings',
} as const;

export const nb = {
  'settings.title': 'Innstillinger',
} satisfies Translation<typeof en>;
