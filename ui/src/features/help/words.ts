import type { Translation } from '../../i18n/messages';

export const en = {
  'help.title': 'Help',
  'help.breeze': 'Connect to Breeze',
  'help.breeze.1':
    'Ask your Breeze administrator for a client ID, its secret and the tenant ID. Test and Production each have their own.',
  'help.breeze.2':
    'Add a connection above, choose Breeze, paste them and press Check: each step says what it found.',
  'help.breeze.3':
    'When the secret expires, orders wait on this computer. Paste the new one in the connection and they go on.',
  'help.badges': 'Connect to IssueBadge',
  'help.badges.1':
    'Sign in at IssueBadge, open Developer and make an API key. It is shown once: copy it at once, whole, with the number and the bar in front.',
  'help.badges.2':
    'Add a connection above, choose IssueBadge and paste the key. It is never shown again here.',
  'help.badges.3':
    'An e-mail address on the form means that the badge is e-mailed at once. Without one nothing is sent: let the person scan the code on the receipt.',
  'help.badges.4':
    'Where IssueBadge does not tell which fields a badge has, describe them once in its template settings. The description can be exported for the other stations.',
  'help.badges.5':
    'A picture can be sent by its web address: IssueBadge then fetches it by itself. Badgedesk fetches it first, and again before ordering when that was more than five minutes ago.',
  'help.badges.6':
    'An issued badge is opened again from History: revoke it, reinstate it, give it another last day, save its certificate. “Issued elsewhere” lists every badge of the account, whoever issued it.',
  'help.states': 'What the states mean',
  'help.states.waiting':
    'It has not left this computer. It is sent by itself as soon as the service answers.',
  'help.states.sending': 'It has left, and the answer is awaited.',
  'help.states.accepted': 'The service took it. Its receipt is kept here.',
  'help.states.unknown':
    'It left, and no clear answer came. A card is not sent again by itself. A badge is looked for at IssueBadge and sent once more under the same key at the most. Then look at the service yourself, and answer in Outbox.',
  'help.states.refused': 'The service declined. Correct what it names and order again.',
  'help.states.blocked':
    'Something has to be mended first: an expired secret, a wrong key, a missing role, or a picture that is no longer at its address.',
  'help.kept': 'Where things are kept',
  'help.kept.secrets': 'Secrets and API keys are only in the keyring of this computer, never in a file.',
  'help.kept.ledger':
    'Orders and photos are in an encrypted ledger in the folder below. Its key is in the keyring: a backup needs both.',
  'help.kept.folder': 'Folder',
  'help.keys': 'At the keyboard',
  'help.keys.means':
    'The keys are listed and changed under Keys. Tab moves through the form, Enter in the list of templates chooses, Esc goes back. Under a name, arrow down and Enter bring somebody who is known.',
} as const;

export const nb = {
  'help.title': 'Hjelp',
  'help.breeze': 'Koble til Breeze',
  'help.breeze.1':
    'Be Breeze-administratoren om klient-ID, hemmeligheten til den og tenant-ID. Test og Produksjon har hver sine.',
  'help.breeze.2':
    'Legg til en tilkobling ovenfor, velg Breeze, lim dem inn og trykk Sjekk: hvert trinn sier hva det fant.',
  'help.breeze.3':
    'Når hemmeligheten utløper, venter bestillingene på denne maskinen. Lim inn den nye i tilkoblingen, så går de videre.',
  'help.badges': 'Koble til IssueBadge',
  'help.badges.1':
    'Logg inn i IssueBadge, åpne Developer og lag en API-nøkkel. Den vises bare én gang: kopier den straks, hele, med tallet og streken foran.',
  'help.badges.2':
    'Legg til en tilkobling ovenfor, velg IssueBadge og lim inn nøkkelen. Den vises aldri igjen her.',
  'help.badges.3':
    'En e-postadresse i skjemaet betyr at merket sendes på e-post med en gang. Uten adresse sendes ingenting: la personen skanne koden på kvitteringen.',
  'help.badges.4':
    'Sier ikke IssueBadge hvilke felter et merke har, beskriver du dem én gang i malinnstillingene. Beskrivelsen kan eksporteres til de andre stasjonene.',
  'help.badges.5':
    'Et bilde kan sendes med nettadressen sin: da henter IssueBadge det selv. Badgedesk henter det først, og på nytt før bestillingen når det er mer enn fem minutter siden.',
  'help.badges.6':
    'Et utstedt merke åpnes igjen fra Historikk: kall det tilbake, gjør det gyldig igjen, gi det en annen siste dag, lagre diplomet. «Utstedt andre steder» viser alle merkene i kontoen, uansett hvem som utstedte dem.',
  'help.states': 'Hva statusene betyr',
  'help.states.waiting': 'Den er ikke sendt herfra. Den sendes av seg selv så snart tjenesten svarer.',
  'help.states.sending': 'Den er sendt, og svaret er på vei.',
  'help.states.accepted': 'Tjenesten har tatt imot. Kvitteringen ligger her.',
  'help.states.unknown':
    'Den ble sendt, men svaret var uklart. Et kort sendes ikke på nytt av seg selv. Et merke letes etter i IssueBadge og sendes høyst én gang til med samme nøkkel. Deretter må du selv se etter hos tjenesten, og svare i utboksen.',
  'help.states.refused': 'Tjenesten sa nei. Rett det den nevner, og bestill på nytt.',
  'help.states.blocked':
    'Noe må ordnes først: en utløpt hemmelighet, en feil nøkkel, en rolle som mangler, eller et bilde som ikke lenger ligger på adressen sin.',
  'help.kept': 'Hvor ting ligger',
  'help.kept.secrets':
    'Hemmeligheter og API-nøkler ligger bare i nøkkelringen på denne maskinen, aldri i en fil.',
  'help.kept.ledger':
    'Bestillinger og bilder ligger i en kryptert journal i mappen nedenfor. Nøkkelen er i nøkkelringen: en sikkerhetskopi trenger begge.',
  'help.kept.folder': 'Mappe',
  'help.keys': 'Ved tastaturet',
  'help.keys.means':
    'Tastene står under Taster og kan endres der. Tab går gjennom skjemaet, Enter i listen velger mal, Esc går tilbake. Under et navn henter pil ned og Enter en kjent person.',
} satisfies Translation<typeof en>;
