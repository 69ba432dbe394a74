import type { Translation } from '../i18n/messages';

/** What is wrong with one field, and what deserves a second look. */
export const en = {
  'field.required': 'Required',
  'field.notANumber': 'Not a number. Write 12345 or 12 345, and 0,5 or 0.5',
  'field.notADate': 'Not a date',
  'field.unlistedType': 'This version of Badgedesk cannot fill this field',
  'field.tooLong': 'Longer than the service takes',
  'field.tooLong.limit': 'Longer than the {limit} characters that the service takes',
  'field.notAnEmail': 'Not an e-mail address',
  'field.notByGet': 'This connection issues by GET, which cannot take this along',
  'field.came': 'New in the template',
  'field.went': 'No longer in the template',
  'field.retyped': 'Of another type by now',
  'field.addressNotPassed':
    'This picture is sent by its address, which was looked at again before ordering. Look at the picture.',
  'field.saidByService': 'The service says: {detail}',
  'warning.emailShape': 'This does not look like an e-mail address',
  'warning.phoneShape': 'This does not look like a phone number',
  'warning.countryCodeShape': 'A country code has two letters',
  'warning.dateInThePast': 'This date is in the past',
  'warning.dateFarAhead': 'This date is more than thirty years ahead',
  'warning.longText': 'A card usually has no room for this much',
  'warning.unusualCharacters': 'Card printers may lack some of these characters',
  'warning.sentAtOnce':
    'The badge is e-mailed to this address at once and cannot be called back. Leave it empty to issue silently.',
} as const;

export const nb = {
  'field.required': 'Må fylles ut',
  'field.notANumber': 'Ikke et tall. Skriv 12345 eller 12 345, og 0,5 eller 0.5',
  'field.notADate': 'Ikke en dato',
  'field.unlistedType': 'Denne versjonen av Badgedesk kan ikke fylle ut dette feltet',
  'field.tooLong': 'Lengre enn tjenesten tar imot',
  'field.tooLong.limit': 'Lengre enn de {limit} tegnene tjenesten tar imot',
  'field.notAnEmail': 'Ikke en e-postadresse',
  'field.notByGet': 'Denne tilkoblingen utsteder med GET, som ikke kan ta dette med',
  'field.came': 'Nytt i malen',
  'field.went': 'Ikke lenger i malen',
  'field.retyped': 'Av en annen type nå',
  'field.addressNotPassed':
    'Dette bildet sendes med adressen sin, og den ble sjekket på nytt før bestillingen. Se på bildet.',
  'field.saidByService': 'Tjenesten sier: {detail}',
  'warning.emailShape': 'Dette ligner ikke på en e-postadresse',
  'warning.phoneShape': 'Dette ligner ikke på et telefonnummer',
  'warning.countryCodeShape': 'En landkode har to bokstaver',
  'warning.dateInThePast': 'Denne datoen er passert',
  'warning.dateFarAhead': 'Denne datoen er mer enn tretti år frem',
  'warning.longText': 'Et kort har vanligvis ikke plass til så mye',
  'warning.unusualCharacters': 'Kortskrivere kan mangle noen av disse tegnene',
  'warning.sentAtOnce':
    'Merket sendes til denne adressen med en gang, og det kan ikke angres. La feltet stå tomt for å utstede uten e-post.',
} satisfies Translation<typeof en>;
