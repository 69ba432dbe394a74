import type { Translation } from '../i18n/messages';

/** What stands in the way of an order that would be one too many, and of a file of orders. */
export const en = {
  'error.numberNotPossible': 'A number from Breeze has digits only',
  'error.numberNotPossible.next': 'Copy the number from Breeze.',
  'error.numberAlreadyKnown': 'Another order already has this number',
  'error.numberAlreadyKnown.next': 'Look for the number of this order in Breeze once more.',
  'error.orderedBefore': 'This person has an order already',
  'error.orderedBefore.next': 'Look at that one first, or order with a reason.',
  'error.pictureOfAnother': 'This picture was ordered under another name',
  'error.pictureOfAnother.next': 'Take this person’s own picture, or correct the name.',
  'error.fileUnwritable': 'The file cannot be written',
  'error.fileUnwritable.next': 'Choose another folder, or close the file if it is open elsewhere.',
  'error.tooManyForWorkbook': 'These are too many orders for one workbook',
  'error.tooManyForWorkbook.next': 'Choose fewer days, or write a text table (.csv).',
} as const;

export const nb = {
  'error.numberNotPossible': 'Et nummer fra Breeze har bare sifre',
  'error.numberNotPossible.next': 'Kopier nummeret fra Breeze.',
  'error.numberAlreadyKnown': 'En annen bestilling har allerede dette nummeret',
  'error.numberAlreadyKnown.next': 'Se etter nummeret på denne bestillingen i Breeze en gang til.',
  'error.orderedBefore': 'Denne personen har en bestilling fra før',
  'error.orderedBefore.next': 'Se på den først, eller bestill med en grunn.',
  'error.pictureOfAnother': 'Dette bildet er bestilt under et annet navn',
  'error.pictureOfAnother.next': 'Ta et eget bilde av personen, eller rett navnet.',
  'error.fileUnwritable': 'Filen kan ikke skrives',
  'error.fileUnwritable.next': 'Velg en annen mappe, eller lukk filen hvis den er åpen et annet sted.',
  'error.tooManyForWorkbook': 'Det er for mange bestillinger for én arbeidsbok',
  'error.tooManyForWorkbook.next': 'Velg færre dager, eller skriv en teksttabell (.csv).',
} satisfies Translation<typeof en>;
