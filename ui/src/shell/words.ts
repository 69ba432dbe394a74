import type { Translation } from '../i18n/messages';

export const en = {
  'place.counter': 'Counter',
  'place.history': 'History',
  'place.outbox': 'Outbox',
  'place.settings': 'Settings',
  'place.all': 'Places',
  'outbox.waiting': { one: '{count} order waiting', other: '{count} orders waiting' },
  'reach.connected': 'Connected',
  'reach.connecting': 'Connecting …',
  'reach.offline': 'Offline',
  'reach.blocked': 'Needs attention',
  'counter.turn': 'Photo column',
  'counter.camera': 'Photo',
  'counter.preview': 'Preview',
  'counter.portrait_and_preview': 'Photo and preview',
  'shell.starting': 'Opening the counter …',
  'shell.practice_frame': 'Nothing you order here is real',
} as const;

export const nb = {
  'place.counter': 'Skranke',
  'place.history': 'Historikk',
  'place.outbox': 'Utboks',
  'place.settings': 'Innstillinger',
  'place.all': 'Steder',
  'outbox.waiting': { one: '{count} bestilling venter', other: '{count} bestillinger venter' },
  'reach.connected': 'Tilkoblet',
  'reach.connecting': 'Kobler til …',
  'reach.offline': 'Frakoblet',
  'reach.blocked': 'Må ses på',
  'counter.turn': 'Bildekolonne',
  'counter.camera': 'Bilde',
  'counter.preview': 'Forhåndsvisning',
  'counter.portrait_and_preview': 'Bilde og forhåndsvisning',
  'shell.starting': 'Åpner skranken …',
  'shell.practice_frame': 'Ingenting du bestiller her, er ekte',
} satisfies Translation<typeof en>;
