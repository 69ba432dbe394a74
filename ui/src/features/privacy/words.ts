import type { Translation } from '../../i18n/messages';

export const en = {
  'privacy.title': 'Privacy',
  'privacy.means':
    'Everything about a person is in the encrypted ledger on this computer. Once a day, what has had its time is erased, to the last byte.',
  'privacy.portraits': 'Photos of orders',
  'privacy.portraits.hint':
    'For printing a card again. Counted from the day the order was accepted or taken back.',
  'privacy.values': 'What was typed for orders',
  'privacy.values.hint':
    'For looking up and ordering again. Counted from the same day; name, external ID and number stay in the history.',
  'privacy.drafts': 'Forms that were not ordered',
  'privacy.drafts.hint':
    'For going on after a pause. Counted from the last change; the form at the counter stays.',
  'privacy.keep': 'Keep',
  'privacy.days': { one: '{count} day', other: '{count} days' },
  'privacy.years': { one: '{count} year', other: '{count} years' },
  'privacy.fixed': 'What nobody has to set',
  'privacy.originals': 'Photos as the camera took them',
  'privacy.originals.means': 'For cropping again. Erased within 24 hours.',
  'privacy.sensitive': 'Sensitive fields',
  'privacy.sensitive.means': 'For the order itself. Erased as soon as it is accepted or taken back.',
  'privacy.links': 'Links that wait',
  'privacy.links.means': 'In memory until they are opened, dropped, or Badgedesk closes.',
  'privacy.orders': 'Name, external ID, number and timeline of orders',
  'privacy.orders.means': 'To show who got what, when and from whom. Kept until the person is forgotten.',
  'privacy.unfinished': 'Orders that are not finished',
  'privacy.unfinished.means': 'Keep everything until they are: they may still have to be sent.',
  'privacy.due': 'Due now',
  'privacy.due.portraits': { one: 'the photos of {count} order', other: 'the photos of {count} orders' },
  'privacy.due.values': {
    one: 'what was typed for {count} order',
    other: 'what was typed for {count} orders',
  },
  'privacy.due.drafts': {
    one: '{count} form that was not ordered',
    other: '{count} forms that were not ordered',
  },
  'privacy.due.nothing': 'Nothing is due.',
  'privacy.last': 'Last run: {when}, by itself.',
  'privacy.last.by': 'Last run: {when}, by {name}.',
  'privacy.last.none': 'It has not run yet.',
  'privacy.lost.portraits': {
    one: '{count} order lost its photos.',
    other: '{count} orders lost their photos.',
  },
  'privacy.lost.values': {
    one: '{count} order lost what was typed.',
    other: '{count} orders lost what was typed.',
  },
  'privacy.lost.drafts': {
    one: '{count} form that was not ordered is gone.',
    other: '{count} forms that were not ordered are gone.',
  },
  'privacy.lost.nothing': 'Nothing was due.',
  'privacy.erase': 'Erase now …',
  'privacy.erase.title': 'Erase now?',
  'privacy.erase.means': 'This is erased from this computer for good:',
  'privacy.erase.confirm': 'Erase now',
  'privacy.erase.cancel': 'Cancel',
  'privacy.busy': 'Erasing …',
  'privacy.reading': 'Reading the ledger …',
} as const;

export const nb = {
  'privacy.title': 'Personvern',
  'privacy.means':
    'Alt om en person ligger i den krypterte journalen på denne maskinen. Én gang om dagen slettes det som har hatt sin tid, til siste byte.',
  'privacy.portraits': 'Bilder i bestillinger',
  'privacy.portraits.hint':
    'For å trykke et kort på nytt. Regnes fra dagen bestillingen ble godtatt eller trukket tilbake.',
  'privacy.values': 'Det som ble skrevet i bestillinger',
  'privacy.values.hint':
    'For å slå opp og bestille på nytt. Regnes fra samme dag; navn, ekstern ID og nummer blir stående i historikken.',
  'privacy.drafts': 'Skjemaer som ikke ble bestilt',
  'privacy.drafts.hint':
    'For å fortsette etter en pause. Regnes fra siste endring; skjemaet i skranken blir stående.',
  'privacy.keep': 'Behold',
  'privacy.days': { one: '{count} dag', other: '{count} dager' },
  'privacy.years': { one: '{count} år', other: '{count} år' },
  'privacy.fixed': 'Det ingen trenger å stille inn',
  'privacy.originals': 'Bilder slik kameraet tok dem',
  'privacy.originals.means': 'For å beskjære på nytt. Slettes innen 24 timer.',
  'privacy.sensitive': 'Sensitive felt',
  'privacy.sensitive.means': 'Til selve bestillingen. Slettes så snart den er godtatt eller trukket tilbake.',
  'privacy.links': 'Lenker som venter',
  'privacy.links.means': 'I minnet til de åpnes, forkastes, eller Badgedesk lukkes.',
  'privacy.orders': 'Navn, ekstern ID, nummer og tidslinje for bestillinger',
  'privacy.orders.means': 'For å vise hvem som fikk hva, når og av hvem. Beholdes til personen glemmes.',
  'privacy.unfinished': 'Bestillinger som ikke er ferdige',
  'privacy.unfinished.means': 'Beholder alt til de er det: de må kanskje fortsatt sendes.',
  'privacy.due': 'Klart til sletting nå',
  'privacy.due.portraits': { one: 'bildene i {count} bestilling', other: 'bildene i {count} bestillinger' },
  'privacy.due.values': {
    one: 'det som ble skrevet i {count} bestilling',
    other: 'det som ble skrevet i {count} bestillinger',
  },
  'privacy.due.drafts': {
    one: '{count} skjema som ikke ble bestilt',
    other: '{count} skjemaer som ikke ble bestilt',
  },
  'privacy.due.nothing': 'Ingenting er klart til sletting.',
  'privacy.last': 'Sist kjørt: {when}, av seg selv.',
  'privacy.last.by': 'Sist kjørt: {when}, av {name}.',
  'privacy.last.none': 'Det er ikke kjørt ennå.',
  'privacy.lost.portraits': {
    one: '{count} bestilling mistet bildene sine.',
    other: '{count} bestillinger mistet bildene sine.',
  },
  'privacy.lost.values': {
    one: '{count} bestilling mistet det som var skrevet.',
    other: '{count} bestillinger mistet det som var skrevet.',
  },
  'privacy.lost.drafts': {
    one: '{count} skjema som ikke ble bestilt, er borte.',
    other: '{count} skjemaer som ikke ble bestilt, er borte.',
  },
  'privacy.lost.nothing': 'Ingenting var klart til sletting.',
  'privacy.erase': 'Slett nå …',
  'privacy.erase.title': 'Slette nå?',
  'privacy.erase.means': 'Dette slettes fra denne maskinen for godt:',
  'privacy.erase.confirm': 'Slett nå',
  'privacy.erase.cancel': 'Avbryt',
  'privacy.busy': 'Sletter …',
  'privacy.reading': 'Leser journalen …',
} satisfies Translation<typeof en>;
