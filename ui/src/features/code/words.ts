import type { Translation } from '../../i18n/messages';

export const en = {
  'code.open': 'Copy as code …',
  'code.title': 'The request as code',
  'code.language': 'Language',
  'code.curl': 'curl',
  'code.javaScript': 'JavaScript',
  'code.php': 'PHP',
  'code.python': 'Python',
  'code.get': 'GET for Zapier, Make, Sheets',
  'code.placeholder':
    'A placeholder stands where the secret goes, and where a key has to be made anew for each order. Nothing is sent from here.',
  'code.get.relay':
    'A link in an e-mail works only through a relay that adds the key: the address alone does not sign in.',
  'code.get.cannot': 'A GET request cannot carry custom fields or pictures',
  'code.get.cannot.next': 'Choose another form.',
  'code.loading': 'Writing the code …',
  'code.text': 'Code',
} as const;

export const nb = {
  'code.open': 'Kopier som kode …',
  'code.title': 'Forespørselen som kode',
  'code.language': 'Språk',
  'code.curl': 'curl',
  'code.javaScript': 'JavaScript',
  'code.php': 'PHP',
  'code.python': 'Python',
  'code.get': 'GET for Zapier, Make, Sheets',
  'code.placeholder':
    'En plassholder står der hemmeligheten skal stå, og der det må lages en ny nøkkel for hver bestilling. Ingenting sendes herfra.',
  'code.get.relay':
    'En lenke i en e-post virker bare gjennom et mellomledd som legger til nøkkelen: adressen alene logger ikke inn.',
  'code.get.cannot': 'En GET-forespørsel kan ikke ha med egne felter eller bilder',
  'code.get.cannot.next': 'Velg en annen form.',
  'code.loading': 'Skriver koden …',
  'code.text': 'Kode',
} satisfies Translation<typeof en>;
