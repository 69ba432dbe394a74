import type { Translation } from '../../i18n/messages';

export const en = {
  'shift.open': 'Operator: {name}. Change',
  'shift.title': 'Who is at the counter?',
  'shift.means': 'The name is written into the timeline of every order. It is no sign-in and proves nothing.',
  'shift.here': 'at the counter now',
  'shift.stay': 'Continue as {name}',
  'shift.stay.nameless': 'Go on without a name',
  'shift.begins.means':
    'A new shift begins. The name is written into the timeline of every order from now on.',
  'shift.new': 'Somebody else',
  'shift.new.hint': 'Type a name and press Enter.',
  'shift.begin': 'Begin',
  'shift.cancel': 'Cancel',
  'shift.away.title': 'The counter is covered',
  'shift.away.means': 'Nobody used it for a while. Everything is as it was; the camera is off.',
  'shift.idle': 'Cover the counter when nobody uses it',
  'shift.idle.hint': 'Form, portrait and lists are hidden until somebody comes back.',
  'shift.idle.never': 'Never',
  'shift.idle.minutes': { one: 'after {count} minute', other: 'after {count} minutes' },
} as const;

export const nb: Translation<typeof en> = {
  'shift.open': 'Operatør: {name}. Bytt',
  'shift.title': 'Hvem er i skranken?',
  'shift.means':
    'Navnet skrives inn i tidslinjen til hver bestilling. Det er ingen innlogging og beviser ingenting.',
  'shift.here': 'i skranken nå',
  'shift.stay': 'Fortsett som {name}',
  'shift.stay.nameless': 'Fortsett uten navn',
  'shift.begins.means': 'En ny vakt begynner. Navnet skrives inn i tidslinjen til hver bestilling fra nå av.',
  'shift.new': 'En annen',
  'shift.new.hint': 'Skriv et navn og trykk Enter.',
  'shift.begin': 'Begynn',
  'shift.cancel': 'Avbryt',
  'shift.away.title': 'Skranken er dekket til',
  'shift.away.means': 'Ingen har brukt den på en stund. Alt er som det var; kameraet er av.',
  'shift.idle': 'Dekk til skranken når ingen bruker den',
  'shift.idle.hint': 'Skjema, portrett og lister skjules til noen er tilbake.',
  'shift.idle.never': 'Aldri',
  'shift.idle.minutes': { one: 'etter {count} minutt', other: 'etter {count} minutter' },
};
