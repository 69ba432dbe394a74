import type { Translation } from '../../i18n/messages';

export const en = {
  'welcome.title': 'Welcome to Badgedesk',
} as const;

export const nb = {
  'welcome.title': 'Velkommen til Badgedesk',
} satisfies Translation<typeof en>;
