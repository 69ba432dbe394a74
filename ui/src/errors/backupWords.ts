import type { Translation } from '../i18n/messages';

/** What goes wrong with backups. */
export const en = {
  'error.passphraseTooShort': 'The passphrase is too short',
  'error.passphraseTooShort.next': 'Take at least 15 characters: whoever finds the file can try for years.',
  'error.wrongPassphrase': 'This passphrase does not open the file',
  'error.wrongPassphrase.next':
    'Type it again, exactly as it was chosen. If it is right, the file may not be a backup of Badgedesk.',
  'error.endNotWritten': 'The answer to the order of {detail} is not written down yet',
  'error.endNotWritten.next':
    'It would be lost with this ledger. Make room on the disk and try again. If that does not help, close the program: it shows the answer, so that you can note it.',
  'error.notABackup': 'This file is not a backup of Badgedesk',
  'error.notABackup.next': 'Nothing was changed. Choose another file.',
} as const;

export const nb = {
  'error.passphraseTooShort': 'Passordfrasen er for kort',
  'error.passphraseTooShort.next': 'Bruk minst 15 tegn: den som finner filen, kan prøve i årevis.',
  'error.wrongPassphrase': 'Denne passordfrasen åpner ikke filen',
  'error.wrongPassphrase.next':
    'Skriv den på nytt, nøyaktig slik den ble valgt. Hvis den er riktig, er filen kanskje ikke en sikkerhetskopi fra Badgedesk.',
  'error.endNotWritten': 'Svaret på bestillingen til {detail} er ikke lagret ennå',
  'error.endNotWritten.next':
    'Det ville gå tapt med denne journalen. Frigjør plass på disken og prøv igjen. Hvis det ikke hjelper, lukk programmet: det viser svaret, så du kan notere det.',
  'error.notABackup': 'Denne filen er ikke en sikkerhetskopi fra Badgedesk',
  'error.notABackup.next': 'Ingenting er endret. Velg en annen fil.',
} satisfies Translation<typeof en>;
