import type { Translation } from '../../i18n/messages';

export const en = {
  'welcome.title': 'Welcome to Badgedesk',
  'welcome.intro': 'The counter where people get their cards: a template, a name, a photo, done.',
  'welcome.practice': 'Practice',
  'welcome.practice.means':
    'An office built into the program. Nothing to type, nothing is printed, nothing can go wrong.',
  'welcome.practice.start': 'Start practising',
  'welcome.practice.starting': 'Opening the practice office …',
  'welcome.breeze': 'Connect to Breeze',
  'welcome.breeze.means':
    'Order real cards. You need a client ID, its secret and a tenant ID from your administrator.',
  'welcome.breeze.start': 'Connect to Breeze',
  'welcome.later': 'You can change your mind later: both can stay side by side.',
} as const;

export const nb = {
  'welcome.title': 'Velkommen til Badgedesk',
  'welcome.intro': 'Skranken der folk får kortet sitt: mal, navn, bilde – ferdig.',
  'welcome.practice': 'Øv deg',
  'welcome.practice.means':
    'Et kontor inni programmet. Ingenting å fylle ut, ingenting blir trykt, ingenting kan gå galt.',
  'welcome.practice.start': 'Begynn å øve',
  'welcome.practice.starting': 'Åpner øvingskontoret …',
  'welcome.breeze': 'Koble til Breeze',
  'welcome.breeze.means':
    'Bestill ekte kort. Du trenger klient-ID, hemmeligheten til den og en tenant-ID fra administratoren.',
  'welcome.breeze.start': 'Koble til Breeze',
  'welcome.later': 'Du kan ombestemme deg senere: begge kan stå side om side.',
} satisfies Translation<typeof en>;
