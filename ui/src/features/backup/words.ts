import type { Translation } from '../../i18n/messages';

export const en = {
  'backup.title': 'Backup',
  'backup.means':
    'One encrypted file with every order, photo and form, and the connections without their secrets. It opens on any computer with Badgedesk, but only with its passphrase.',
  'backup.make': 'Make a backup …',
  'backup.make.title': 'Make a backup',
  'backup.passphrase': 'Passphrase',
  'backup.passphrase.hint':
    'At least {fewest} characters, such as four words nobody would put together. Nobody can open the file without it, so keep it apart from the file.',
  'backup.again': 'The same once more',
  'backup.differs': 'The two are not the same.',
  'backup.short': 'At least {fewest} characters.',
  'backup.write': 'Choose a place and write …',
  'backup.file': 'Backup of Badgedesk',
  'backup.writing': 'Writing the backup …',
  'backup.written': { one: 'The backup holds {count} order.', other: 'The backup holds {count} orders.' },
  'backup.written.means': 'It was opened once to see that it can be read.',
  'backup.written.unlisted':
    'The ledger could not note it, so it is not in the list of files under Privacy: remember where it lies.',
  'backup.forThisRun': 'Orders are kept for this run only, so there is nothing to back up.',
  'backup.cancel': 'Cancel',
  'backup.close': 'Close',
  'restore.start': 'Restore a backup …',
  'restore.title': 'Restore a backup',
  'restore.means':
    'The ledger of the backup takes the place of the one on this computer, which is set aside and not deleted. What was ordered since the backup is not in it.',
  'restore.paused':
    'The outbox then rests, and every order that was not finished asks you what became of it: it may have been sent since. Nothing leaves until you resume.',
  'restore.secrets': 'Connections come along; their secrets have to be typed again.',
  'restore.open': 'Choose the file and restore …',
  'restore.reading': 'Reading the backup …',
  'restore.done': 'The backup is in place',
  'restore.done.made': 'Made {when} by {name}, {station}.',
  'restore.done.unknown': {
    one: '{count} order was not finished and asks what became of it.',
    other: '{count} orders were not finished and ask what became of them.',
  },
  'restore.done.aside': 'The ledger that was here is now in {folder}.',
} as const;

export const nb = {
  'backup.title': 'Sikkerhetskopi',
  'backup.means':
    'Én kryptert fil med alle bestillinger, bilder og skjemaer, og tilkoblingene uten hemmelighetene. Den kan åpnes på enhver maskin med Badgedesk, men bare med passordfrasen.',
  'backup.make': 'Lag en sikkerhetskopi …',
  'backup.make.title': 'Lag en sikkerhetskopi',
  'backup.passphrase': 'Passordfrase',
  'backup.passphrase.hint':
    'Minst {fewest} tegn, for eksempel fire ord ingen ville satt sammen. Ingen kan åpne filen uten den, så oppbevar den et annet sted enn filen.',
  'backup.again': 'Den samme én gang til',
  'backup.differs': 'De to er ikke like.',
  'backup.short': 'Minst {fewest} tegn.',
  'backup.write': 'Velg et sted og skriv …',
  'backup.file': 'Sikkerhetskopi av Badgedesk',
  'backup.writing': 'Skriver sikkerhetskopien …',
  'backup.written': {
    one: 'Sikkerhetskopien inneholder {count} bestilling.',
    other: 'Sikkerhetskopien inneholder {count} bestillinger.',
  },
  'backup.written.means': 'Den ble åpnet én gang for å se at den kan leses.',
  'backup.written.unlisted':
    'Journalen kunne ikke notere den, så den står ikke i listen over filer under Personvern: husk hvor den ligger.',
  'backup.forThisRun': 'Bestillinger beholdes bare til Badgedesk lukkes, så det er ingenting å kopiere.',
  'backup.cancel': 'Avbryt',
  'backup.close': 'Lukk',
  'restore.start': 'Legg tilbake en sikkerhetskopi …',
  'restore.title': 'Legg tilbake en sikkerhetskopi',
  'restore.means':
    'Journalen i sikkerhetskopien tar plassen til den på denne maskinen, som legges til side og ikke slettes. Det som er bestilt siden, er ikke med.',
  'restore.paused':
    'Utboksen settes på pause, og hver bestilling som ikke var ferdig, spør hva det ble av den: den kan være sendt siden. Ingenting sendes før du fortsetter.',
  'restore.secrets': 'Tilkoblinger følger med; hemmelighetene må skrives inn på nytt.',
  'restore.open': 'Velg filen og legg tilbake …',
  'restore.reading': 'Leser sikkerhetskopien …',
  'restore.done': 'Sikkerhetskopien er på plass',
  'restore.done.made': 'Laget {when} av {name}, {station}.',
  'restore.done.unknown': {
    one: '{count} bestilling var ikke ferdig og spør hva det ble av den.',
    other: '{count} bestillinger var ikke ferdige og spør hva det ble av dem.',
  },
  'restore.done.aside': 'Journalen som var her, ligger nå i {folder}.',
} satisfies Translation<typeof en>;
