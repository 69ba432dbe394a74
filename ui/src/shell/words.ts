import type { Translation } from '../i18n/messages';

export const en = {
  'place.counter': 'Counter',
  'place.history': 'History',
  'place.outbox': 'Outbox',
  'place.settings': 'Settings',
  'place.all': 'Places',
  'outbox.waiting': { one: '{count} order waiting', other: '{count} orders waiting' },
  'outbox.needsYou': { one: '{count} order needs you', other: '{count} orders need you' },
  'reach.connected': 'Connected',
  'reach.connecting': 'Connecting …',
  'reach.offline': 'Offline',
  'reach.attention': 'Needs attention',
  'reach.asking': 'Asking {name} …',
  'reach.why': 'Why, and what to do',
  'reach.mend': 'Edit connection',
  'reach.connected.means': '{name} answers.',
  'reach.connecting.means': '{name} has not been asked yet.',
  'counter.turn': 'Photo column',
  'counter.camera': 'Photo',
  'counter.preview': 'Preview',
  'counter.portrait_and_preview': 'Photo and preview',
  'shell.starting': 'Opening the counter …',
  'ledger.forThisRun': 'Orders are kept for this run only',
  'ledger.forThisRun.means':
    'When Badgedesk closes, its history is gone, and so is every order that still waits. Ordered cards stay ordered.',
  'ledger.forThisRun.beside':
    'Your ledger is not touched meanwhile; it opens when Badgedesk starts with the keyring.',
  'ledger.takesNone': 'Nothing can be ordered from {name} now',
  'ledger.takesNone.means':
    'This computer cannot keep orders: they would be lost when Badgedesk closes. Get the keyring to work, then start Badgedesk again.',
  'station.putAside': 'The settings and connections could not be read',
  'station.putAside.means':
    'The file was put aside as {file}. Orders are all still there; connections have to be set up again.',
  'outbox.paused': 'The outbox is paused',
  'outbox.paused.means':
    'This ledger was copied or put back, so orders in it may have been sent since. Nothing leaves until you resume.',
  'outbox.paused.byHand': 'It was paused by hand. Nothing leaves until you resume.',
  'outbox.paused.go': 'Open the outbox',
  'keyring.notice': 'Secrets cannot be kept on this computer',
  'keyring.notice.means': 'A connection can be used until Badgedesk closes.',
  'keyring.again': 'Try the keyring again',
  'keyring.asks': 'The keyring is asking for something',
  'keyring.asks.means':
    'Look for its window, perhaps behind this one, and answer it: Badgedesk needs the keyring for the ledger and the secrets.',
  'keyring.asks.waiting': 'Waiting for the keyring …',
  'keyring.asks.without': 'Without the keyring you can still practise.',
  'keyring.asks.stop': 'Stop waiting',
  'keyring.way.noKeyring.linux':
    'Install a keyring such as GNOME Keyring (package gnome-keyring) or KWallet, sign in to the desktop again, then try again.',
  'keyring.way.noKeyring.macos':
    'Open Keychain Access and see that the “login” keychain is there, then try again.',
  'keyring.way.noKeyring.windows': 'See that the service “Credential Manager” is running, then try again.',
  'keyring.way.keyringLocked.linux':
    'Unlock the login keyring (Passwords and Keys, or KWallet Manager), then try again.',
  'keyring.way.keyringLocked.macos': 'Unlock the “login” keychain in Keychain Access, then try again.',
  'keyring.way.keyringLocked.windows': 'Sign in to Windows again, then try again.',
  'keyring.way.keyringNoAnswer.linux':
    'Look for its window, which asks for the password of the login keyring, and answer it. If there is none, unlock the keyring in Passwords and Keys or KWallet Manager. Then try again.',
  'keyring.way.keyringNoAnswer.macos':
    'Look for the window in which macOS asks for the password of the “login” keychain, and answer it, then try again.',
  'keyring.way.keyringNoAnswer.windows':
    'Look for a window in which Windows asks for your password or PIN, and answer it, then try again.',
  'ledger.locked.means': 'Nothing can be ordered until the ledger opens. Nothing is lost meanwhile.',
  'ledger.again': 'Try again',
  'ledger.practise': 'Practise for this run',
  'ledger.practise.means':
    'Practising goes on without the ledger: what you do there is gone when Badgedesk closes. The ledger stays as it is, and opens when Badgedesk starts with the keyring.',
  'ledger.new': 'Start a new ledger',
  'ledger.new.means':
    'The history starts empty. The old ledger is set aside, not deleted; orders that were not finished stay in it, so look for them in Breeze before you order them again.',
  'ledger.new.word': 'NEW',
  'ledger.new.type': 'Type {word} to go on',
  'ledger.new.confirm': 'Start new ledger',
  'page.loadedAgain': 'The page was loaded again; nothing is lost',
  'page.loadedAgain.means': 'The camera stays off until you turn it on.',
  'page.keepsFailing': 'The page has failed several times in a row',
  'page.keepsFailing.means': 'Nothing is lost. Restart Badgedesk; if it goes on, work without the camera.',
  'closing.waits': {
    one: 'Closing: waiting for the answer to {count} order',
    other: 'Closing: waiting for the answer to {count} orders',
  },
  'closing.means':
    'The window shows what became of it, then closes by itself. Nothing new is sent meanwhile.',
  'closing.sending': 'Waiting for the answer …',
  'closing.answered': { one: 'The answer is here', other: 'The answers are here' },
  'closing.soon': 'The window closes by itself in a moment.',
  'closing.loses': {
    one: 'Closing loses {count} order that is not finished',
    other: 'Closing loses {count} orders that are not finished',
  },
  'closing.loses.means':
    'Orders are kept for this run only. Ordered cards stay ordered; what has not left yet is never sent.',
  'closing.loses.now': 'Close and lose them',
  'closing.unwritten': {
    one: 'An answer could not be written down',
    other: '{count} answers could not be written down',
  },
  'closing.unwritten.means':
    'Note what stands here, or mend the cause and try again: after the next start Badgedesk does not know it, and asks you what became of the order.',
  'closing.unwritten.now': 'Close all the same',
  'closing.stay': 'Keep open',
  'closing.now': 'Close now',
} as const;

export const nb = {
  'place.counter': 'Skranke',
  'place.history': 'Historikk',
  'place.outbox': 'Utboks',
  'place.settings': 'Innstillinger',
  'place.all': 'Steder',
  'outbox.waiting': { one: '{count} bestilling venter', other: '{count} bestillinger venter' },
  'outbox.needsYou': { one: '{count} bestilling må følges opp', other: '{count} bestillinger må følges opp' },
  'reach.connected': 'Tilkoblet',
  'reach.connecting': 'Kobler til …',
  'reach.offline': 'Frakoblet',
  'reach.attention': 'Må ses på',
  'reach.asking': 'Kontakter {name} …',
  'reach.why': 'Hvorfor, og hva du kan gjøre',
  'reach.mend': 'Rediger tilkoblingen',
  'reach.connected.means': '{name} svarer.',
  'reach.connecting.means': '{name} er ikke kontaktet ennå.',
  'counter.turn': 'Bildekolonne',
  'counter.camera': 'Bilde',
  'counter.preview': 'Forhåndsvisning',
  'counter.portrait_and_preview': 'Bilde og forhåndsvisning',
  'shell.starting': 'Åpner skranken …',
  'ledger.forThisRun': 'Historikken beholdes bare til Badgedesk lukkes',
  'ledger.forThisRun.means':
    'Bestillinger som fortsatt venter, går tapt da. Bestilte kort er fortsatt bestilt.',
  'ledger.forThisRun.beside':
    'Journalen din røres ikke imens; den åpnes når Badgedesk starter med nøkkelringen.',
  'ledger.takesNone': 'Ingenting kan bestilles fra {name} nå',
  'ledger.takesNone.means':
    'Denne maskinen kan ikke ta vare på bestillinger: de ville gått tapt når Badgedesk lukkes. Få nøkkelringen til å virke, og start Badgedesk på nytt.',
  'station.putAside': 'Innstillinger og tilkoblinger kunne ikke leses',
  'station.putAside.means':
    'Filen ble lagt til side som {file}. Alle bestillinger er der fortsatt; tilkoblinger må settes opp på nytt.',
  'outbox.paused': 'Utboksen står på pause',
  'outbox.paused.means':
    'Journalen er kopiert eller lagt tilbake, så bestillinger i den kan være sendt siden. Ingenting sendes før du fortsetter.',
  'outbox.paused.byHand': 'Den ble satt på pause for hånd. Ingenting sendes før du fortsetter.',
  'outbox.paused.go': 'Åpne utboksen',
  'keyring.notice': 'Hemmeligheter kan ikke lagres på denne maskinen',
  'keyring.notice.means': 'En tilkobling kan brukes til Badgedesk lukkes.',
  'keyring.again': 'Prøv nøkkelringen igjen',
  'keyring.asks': 'Nøkkelringen spør om noe',
  'keyring.asks.means':
    'Se etter vinduet, kanskje bak dette, og svar der: Badgedesk trenger nøkkelringen for journalen og hemmelighetene.',
  'keyring.asks.waiting': 'Venter på nøkkelringen …',
  'keyring.asks.without': 'Uten nøkkelringen kan du fortsatt øve.',
  'keyring.asks.stop': 'Slutt å vente',
  'keyring.way.noKeyring.linux':
    'Installer en nøkkelring, som GNOME-nøkkelring (pakken gnome-keyring) eller KWallet, logg inn på skrivebordet på nytt, og prøv igjen.',
  'keyring.way.noKeyring.macos':
    'Åpne Nøkkelringtilgang og se at nøkkelringen «login» er der, og prøv igjen.',
  'keyring.way.noKeyring.windows': 'Se at tjenesten «Legitimasjonsbehandling» kjører, og prøv igjen.',
  'keyring.way.keyringLocked.linux':
    'Lås opp innloggingsnøkkelringen (Passord og nøkler, eller KWallet), og prøv igjen.',
  'keyring.way.keyringLocked.macos': 'Lås opp nøkkelringen «login» i Nøkkelringtilgang, og prøv igjen.',
  'keyring.way.keyringLocked.windows': 'Logg inn i Windows på nytt, og prøv igjen.',
  'keyring.way.keyringNoAnswer.linux':
    'Se etter vinduet som spør om passordet til innloggingsnøkkelringen, og svar der. Finnes det ikke, lås opp nøkkelringen i Passord og nøkler eller KWallet. Prøv så igjen.',
  'keyring.way.keyringNoAnswer.macos':
    'Se etter vinduet der macOS spør om passordet til nøkkelringen «login», svar der, og prøv igjen.',
  'keyring.way.keyringNoAnswer.windows':
    'Se etter et vindu der Windows spør om passordet eller PIN-koden din, svar der, og prøv igjen.',
  'ledger.locked.means': 'Ingenting kan bestilles før journalen åpnes. Ingenting går tapt i mellomtiden.',
  'ledger.again': 'Prøv igjen',
  'ledger.practise': 'Øv bare denne gangen',
  'ledger.practise.means':
    'Du kan øve uten journalen: det du gjør der, er borte når Badgedesk lukkes. Journalen blir som den er, og åpnes når Badgedesk starter med nøkkelringen.',
  'ledger.new': 'Begynn på en ny journal',
  'ledger.new.means':
    'Historikken starter tom. Den gamle journalen legges til side, den slettes ikke; bestillinger som ikke var ferdige, blir liggende i den, så se etter dem i Breeze før du bestiller dem på nytt.',
  'ledger.new.word': 'NY',
  'ledger.new.type': 'Skriv {word} for å fortsette',
  'ledger.new.confirm': 'Begynn på ny journal',
  'page.loadedAgain': 'Siden ble lastet på nytt; ingenting er tapt',
  'page.loadedAgain.means': 'Kameraet er av til du slår det på.',
  'page.keepsFailing': 'Siden har sviktet flere ganger på rad',
  'page.keepsFailing.means':
    'Ingenting er tapt. Start Badgedesk på nytt; fortsetter det, arbeid uten kameraet.',
  'closing.waits': {
    one: 'Lukker: venter på svar på {count} bestilling',
    other: 'Lukker: venter på svar på {count} bestillinger',
  },
  'closing.means':
    'Vinduet viser hva som ble av bestillingen, og lukkes så av seg selv. Ikke noe nytt sendes imens.',
  'closing.sending': 'Venter på svaret …',
  'closing.answered': { one: 'Svaret er her', other: 'Svarene er her' },
  'closing.soon': 'Vinduet lukkes av seg selv om et øyeblikk.',
  'closing.loses': {
    one: 'Hvis du lukker, går {count} uferdig bestilling tapt',
    other: 'Hvis du lukker, går {count} uferdige bestillinger tapt',
  },
  'closing.loses.means':
    'Bestillinger beholdes bare til Badgedesk lukkes. Bestilte kort er fortsatt bestilt; det som ikke er sendt, blir aldri sendt.',
  'closing.loses.now': 'Lukk og mist dem',
  'closing.unwritten': {
    one: 'Et svar kunne ikke skrives ned',
    other: '{count} svar kunne ikke skrives ned',
  },
  'closing.unwritten.means':
    'Noter det som står her, eller rett årsaken og prøv igjen: etter neste start vet ikke Badgedesk det, og spør deg hva som ble av bestillingen.',
  'closing.unwritten.now': 'Lukk likevel',
  'closing.stay': 'La det stå åpent',
  'closing.now': 'Lukk nå',
} satisfies Translation<typeof en>;
