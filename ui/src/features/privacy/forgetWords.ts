import type { Translation } from '../../i18n/messages';

export const en = {
  'forget.section': 'Forget a person',
  'forget.who': 'Name, number or e-mail',
  'forget.who.hint':
    'Finds orders as the history does, forms and the roster by whole words, and links that wait.',
  'forget.find': 'Find …',
  'forget.person': 'Forget this person …',
  'forget.title': 'Forget a person',
  'forget.title.named': 'Forget {name}',
  'forget.means':
    'What you choose is deleted from this computer for good: from the history, the search, and every byte of the file.',
  'forget.orders': 'Orders',
  'forget.doubtful': 'Not chosen by itself: somebody else may have the same name. Look before you choose.',
  'forget.more': 'There are more than these. Forget these first, or look for something that fewer have.',
  'forget.drafts': 'Not ordered yet',
  'forget.draft': 'Form of {name}, changed {when}',
  'forget.draft.atCounter': 'Form of {name} at the counter, changed {when}',
  'forget.people': 'In the roster',
  'forget.collected': 'Cards collected for others',
  'forget.collected.name': {
    one: 'The name on {count} order of somebody else, which stays',
    other: 'The name on {count} orders of others, which stay',
  },
  'forget.link': 'Link that brings {name}, came {when}',
  'forget.all': 'Choose all',
  'forget.unfinished': 'Not finished, so not deleted',
  'forget.unfinished.means':
    'These may still be on their way. Open each, answer it, take it back or set it aside; then it can be forgotten.',
  'forget.open': 'Open',
  'forget.unreached': 'What this does not reach',
  'forget.unreached.means':
    'The issuing service keeps what was ordered there; cards stay valid. Files that were made from the ledger keep what they hold until you delete them.',
  'forget.nothing': 'Nothing is kept of anybody like that.',
  'forget.looking': 'Looking for what is kept …',
  'forget.busy': 'Deleting …',
  'forget.confirm': { one: 'Delete {count} for good', other: 'Delete {count} for good' },
  'forget.cancel': 'Cancel',
  'forget.close': 'Close',
  'forget.done': 'Deleted',
  'forget.gone.orders': { one: '{count} order', other: '{count} orders' },
  'forget.gone.pictures': { one: '{count} photo', other: '{count} photos' },
  'forget.gone.drafts': { one: '{count} form', other: '{count} forms' },
  'forget.gone.collected': {
    one: 'the name on {count} order of somebody else',
    other: 'the name on {count} orders of others',
  },
  'forget.gone.people': { one: '{count} person of the roster', other: '{count} people of the roster' },
  'forget.gone.links': 'Links that waited',
  'forget.receipt':
    'That something was deleted, when and by whom, but not of whom, stands in Settings under “Privacy”.',
  'privacy.files': 'Files made from the ledger',
  'privacy.files.means':
    'They lie outside Badgedesk: it never deletes them, and nothing that is erased here goes from them.',
  'privacy.files.none': 'None were made on this station.',
  'privacy.file.export': {
    one: 'Export of {count} order, {when}, by {name}',
    other: 'Export of {count} orders, {when}, by {name}',
  },
  'privacy.file.backup': {
    one: 'Backup with {count} order, {when}, by {name}',
    other: 'Backup with {count} orders, {when}, by {name}',
  },
  'privacy.file.setAside': 'A ledger that was set aside, encrypted',
  'privacy.receipts': 'Deletion receipts',
  'privacy.receipts.none': 'Nobody was forgotten on this station.',
  'privacy.receipt': '{when}, by {name}, {station}:',
} as const;

export const nb = {
  'forget.section': 'Glem en person',
  'forget.who': 'Navn, nummer eller e-post',
  'forget.who.hint':
    'Finner bestillinger slik historikken gjør, skjemaer og personlisten etter hele ord, og lenker som venter.',
  'forget.find': 'Finn …',
  'forget.person': 'Glem denne personen …',
  'forget.title': 'Glem en person',
  'forget.title.named': 'Glem {name}',
  'forget.means':
    'Det du velger, slettes fra denne maskinen for godt: fra historikken, fra søket og fra hver byte i filen.',
  'forget.orders': 'Bestillinger',
  'forget.doubtful': 'Ikke valgt av seg selv: noen andre kan ha samme navn. Se etter før du velger.',
  'forget.more': 'Det er flere enn disse. Glem disse først, eller søk etter noe færre har.',
  'forget.drafts': 'Ikke bestilt ennå',
  'forget.draft': 'Skjema for {name}, endret {when}',
  'forget.draft.atCounter': 'Skjema for {name} i skranken, endret {when}',
  'forget.people': 'I personlisten',
  'forget.collected': 'Kort hentet for andre',
  'forget.collected.name': {
    one: 'Navnet på {count} bestilling til en annen, som blir stående',
    other: 'Navnet på {count} bestillinger til andre, som blir stående',
  },
  'forget.link': 'Lenke med {name}, kom {when}',
  'forget.all': 'Velg alle',
  'forget.unfinished': 'Ikke ferdige, så de slettes ikke',
  'forget.unfinished.means':
    'Disse kan fortsatt være på vei. Åpne hver av dem, svar, trekk den tilbake eller legg den til side; så kan den glemmes.',
  'forget.open': 'Åpne',
  'forget.unreached': 'Det dette ikke når',
  'forget.unreached.means':
    'Tjenesten beholder det som ble bestilt der; kort er fortsatt gyldige. Filer laget av journalen beholder det de inneholder til du sletter dem.',
  'forget.nothing': 'Ingenting er lagret om noen slik.',
  'forget.looking': 'Leter etter det som er lagret …',
  'forget.busy': 'Sletter …',
  'forget.confirm': { one: 'Slett {count} for godt', other: 'Slett {count} for godt' },
  'forget.cancel': 'Avbryt',
  'forget.close': 'Lukk',
  'forget.done': 'Slettet',
  'forget.gone.orders': { one: '{count} bestilling', other: '{count} bestillinger' },
  'forget.gone.pictures': { one: '{count} bilde', other: '{count} bilder' },
  'forget.gone.drafts': { one: '{count} skjema', other: '{count} skjemaer' },
  'forget.gone.collected': {
    one: 'navnet på {count} bestilling til en annen',
    other: 'navnet på {count} bestillinger til andre',
  },
  'forget.gone.people': { one: '{count} person i personlisten', other: '{count} personer i personlisten' },
  'forget.gone.links': 'Lenker som ventet',
  'forget.receipt':
    'At noe ble slettet, når og av hvem, men ikke om hvem, står i innstillingene under «Personvern».',
  'privacy.files': 'Filer laget av journalen',
  'privacy.files.means':
    'De ligger utenfor Badgedesk: programmet sletter dem aldri, og ingenting som slettes her, forsvinner fra dem.',
  'privacy.files.none': 'Ingen er laget på denne arbeidsplassen.',
  'privacy.file.export': {
    one: 'Eksport av {count} bestilling, {when}, av {name}',
    other: 'Eksport av {count} bestillinger, {when}, av {name}',
  },
  'privacy.file.backup': {
    one: 'Sikkerhetskopi med {count} bestilling, {when}, av {name}',
    other: 'Sikkerhetskopi med {count} bestillinger, {when}, av {name}',
  },
  'privacy.file.setAside': 'En journal som ble lagt til side, kryptert',
  'privacy.receipts': 'Kvitteringer for sletting',
  'privacy.receipts.none': 'Ingen er glemt på denne arbeidsplassen.',
  'privacy.receipt': '{when}, av {name}, {station}:',
} satisfies Translation<typeof en>;
