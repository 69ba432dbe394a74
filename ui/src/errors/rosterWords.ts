import type { Translation } from '../i18n/messages';

/** What goes wrong with the roster and the people in it. */
export const en = {
  'error.notARoster': 'This file is no list of people',
  'error.notARoster.next':
    'The first line has to name the columns, such as First name, Last name, Employee number, E-mail. Save a workbook as CSV first. What was imported before is still there.',
  'error.rosterEmpty': 'Nobody is in this file',
  'error.rosterEmpty.next': 'What was imported before is still there.',
  'error.rosterTooLarge': 'The file is too large',
  'error.rosterTooLarge.next': 'At most 50,000 people and 16 MB. What was imported before is still there.',
  'error.rosterCell': 'One cell of the file cannot be taken',
  'error.rosterCell.next':
    'Line {line}, column “{column}”: it is too long or holds characters nobody types, often because of a quotation mark too many. What was imported before is still there.',
  'error.rosterMoreCells': 'One line has more cells than the file has columns',
  'error.rosterMoreCells.next':
    'Line {line}: put texts with a comma or semicolon in quotation marks. What was imported before is still there.',
  'error.rosterNobody': 'One line names nobody',
  'error.rosterNobody.next':
    'Line {line} has neither name nor employee number nor e-mail. What was imported before is still there.',
  'error.noSuchPerson': 'This person is not known any more',
  'error.noSuchPerson.next': 'The order was erased or the roster replaced meanwhile. Type the form by hand.',
} as const;

export const nb = {
  'error.notARoster': 'Denne filen er ingen personliste',
  'error.notARoster.next':
    'Første linje må gi navn til kolonnene, for eksempel Fornavn, Etternavn, Ansattnummer, E-post. Lagre regnearket som CSV først. Det som var importert før, er der fortsatt.',
  'error.rosterEmpty': 'Det er ingen personer i denne filen',
  'error.rosterEmpty.next': 'Det som var importert før, er der fortsatt.',
  'error.rosterTooLarge': 'Filen er for stor',
  'error.rosterTooLarge.next': 'Høyst 50 000 personer og 16 MB. Det som var importert før, er der fortsatt.',
  'error.rosterCell': 'Én celle i filen kan ikke brukes',
  'error.rosterCell.next':
    'Linje {line}, kolonne «{column}»: den er for lang eller har tegn ingen skriver, ofte fordi det er et anførselstegn for mye. Det som var importert før, er der fortsatt.',
  'error.rosterMoreCells': 'Én linje har flere celler enn filen har kolonner',
  'error.rosterMoreCells.next':
    'Linje {line}: sett tekster med komma eller semikolon i anførselstegn. Det som var importert før, er der fortsatt.',
  'error.rosterNobody': 'Én linje nevner ingen person',
  'error.rosterNobody.next':
    'Linje {line} har verken navn, ansattnummer eller e-post. Det som var importert før, er der fortsatt.',
  'error.noSuchPerson': 'Denne personen er ikke kjent lenger',
  'error.noSuchPerson.next':
    'Bestillingen er slettet eller personlisten byttet ut i mellomtiden. Fyll ut skjemaet for hånd.',
} satisfies Translation<typeof en>;
