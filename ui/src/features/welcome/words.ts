import type { Translation } from '../../i18n/messages';

export const en = {
  'welcome.title': 'Welcome to Badgedesk',
  'welcome.intro': 'The counter where people get their cards and badges: a template, a name, a photo, done.',
  'welcome.practice': 'Practice',
  'welcome.practice.means':
    'An office built into the program. Nothing to type, nothing is printed, nothing can go wrong.',
  'welcome.practice.start': 'Start practising',
  'welcome.practice.starting': 'Opening the practice office …',
  'welcome.breeze': 'Connect to Breeze',
  'welcome.breeze.means':
    'Order real cards. You need a client ID, its secret and a tenant ID from your administrator.',
  'welcome.breeze.start': 'Connect to Breeze',
  'welcome.badges': 'Connect to IssueBadge',
  'welcome.badges.means': 'Issue real digital badges. You need an API key from your IssueBadge account.',
  'welcome.badges.start': 'Connect to IssueBadge',
  'welcome.later': 'You can change your mind later: they can all stay side by side.',
} as const;

export const nb = {
  'welcome.title': 'Velkommen til Badgedesk',
  'welcome.intro': 'Skranken der folk får kort og merker: mal, navn, bilde – ferdig.',
  'welcome.practice': 'Øv deg',
  'welcome.practice.means':
    'Et kontor inni programmet. Ingenting å fylle ut, ingenting blir trykt, ingenting kan gå galt.',
  'welcome.practice.start': 'Begynn å øve',
  'welcome.practice.starting': 'Åpner øvingskontoret …',
  'welcome.breeze': 'Koble til Breeze',
  'welcome.breeze.means':
    'Bestill ekte kort. Du trenger klient-ID, hemmeligheten til den og en tenant-ID fra administratoren.',
  'welcome.breeze.start': 'Koble til Breeze',
  'welcome.badges': 'Koble til IssueBadge',
  'welcome.badges.means':
    'Utsted ekte digitale merker. Du trenger en API-nøkkel fra IssueBadge-kontoen deres.',
  'welcome.badges.start': 'Koble til IssueBadge',
  'welcome.later': 'Du kan ombestemme deg senere: alle kan stå side om side.',
} satisfies Translation<typeof en>;
