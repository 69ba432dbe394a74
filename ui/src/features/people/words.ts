import type { Translation } from '../../i18n/messages';

export const en = {
  'people.title': 'Known people',
  'people.offer': 'Offer known people',
  'people.offer.hint':
    'Two letters of a name, employee number or e-mail are enough: arrow down, Enter, and the person’s fields are filled.',
  'people.list': 'Known people',
  'people.order': '{template}, ordered {when}',
  'people.roster.of': 'Roster of {when}',
  'people.roster': 'Roster',
  'people.roster.means':
    'A CSV file of the people of your office, with a heading over each column such as First name, Last name, Employee number, E-mail, Department. It is kept encrypted in the ledger; sensitive columns are not. The next import takes its place.',
  'people.roster.count': { one: '{count} person.', other: '{count} people.' },
  'people.roster.kept': 'Imported from {file}, {when}.',
  'people.roster.unused': 'Not used: {columns}',
  'people.import': 'Import a roster …',
  'people.import.again': 'Import another one …',
  'people.import.title': 'Choose the roster',
  'people.remove': 'Remove …',
  'people.remove.title': 'Remove the roster?',
  'people.remove.means':
    'Its people are erased from this computer for good. Orders and the file itself stay.',
  'people.remove.confirm': 'Remove',
  'people.remove.cancel': 'Cancel',
  'privacy.roster': 'The roster of known people',
  'privacy.roster.means': 'For filling forms. Kept until another one is imported or it is removed.',
} as const;

export const nb = {
  'people.title': 'Kjente personer',
  'people.offer': 'Foreslå kjente personer',
  'people.offer.hint':
    'To bokstaver av navn, ansattnummer eller e-post er nok: pil ned, Enter, og feltene til personen er fylt ut.',
  'people.list': 'Kjente personer',
  'people.order': '{template}, bestilt {when}',
  'people.roster.of': 'Personliste fra {when}',
  'people.roster': 'Personliste',
  'people.roster.means':
    'En CSV-fil med personene deres, med en overskrift over hver kolonne, for eksempel Fornavn, Etternavn, Ansattnummer, E-post, Avdeling. Den oppbevares kryptert i journalen; sensitive kolonner tas ikke med. Neste import erstatter den.',
  'people.roster.count': { one: '{count} person.', other: '{count} personer.' },
  'people.roster.kept': 'Importert fra {file}, {when}.',
  'people.roster.unused': 'Ikke i bruk: {columns}',
  'people.import': 'Importer en personliste …',
  'people.import.again': 'Importer en annen …',
  'people.import.title': 'Velg personlisten',
  'people.remove': 'Fjern …',
  'people.remove.title': 'Fjerne personlisten?',
  'people.remove.means':
    'Personene i den slettes fra denne maskinen for godt. Bestillinger og selve filen blir værende.',
  'people.remove.confirm': 'Fjern',
  'people.remove.cancel': 'Avbryt',
  'privacy.roster': 'Personlisten',
  'privacy.roster.means': 'For å fylle ut skjemaer. Beholdes til en ny importeres, eller den fjernes.',
} satisfies Translation<typeof en>;
