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
    'Add a connection above, choose IssueBadge, paste the key and press Check. It is never shown again here. An account on a host of its own goes under Other address.',
  'help.badges.3':
    'Where IssueBadge does not tell which fields a badge has, describe them once in its template settings. The description can be exported for the other stations.',
  'help.badges.4':
    'Where a proxy lets only GET through, switch on “Issue by GET” under Advanced. Pictures and custom fields cannot go along then.',
  'help.badge': 'Issue a badge',
  'help.badge.1':
    'An e-mail address on the form means that the badge is e-mailed at once. Without one nothing is sent: let the person scan the code on the receipt.',
  'help.badge.2':
    'It counts for as long as its template says; the form shows the day. Type another day, or use a quick choice.',
  'help.badge.3':
    'A picture is made small enough for IssueBadge by itself. It can also be sent by its web address: IssueBadge then fetches it. Badgedesk fetches it first, and again before ordering when that was more than five minutes ago.',
  'help.badge.4':
    'The receipt opens or copies the badge’s public page and saves its certificate. If IssueBadge named no address, ask for it there.',
  'help.badge.5':
    'An issued badge is opened again from History: revoke it, reinstate it, give it another last day. If the answer is lost, Badgedesk looks how the badge stands, and changes nothing twice.',
  'help.badge.6': '“Issued elsewhere” lists every badge of the account, whoever issued it.',
  'help.ways': 'Card and badge, links, code',
  'help.ways.1':
    '“Also order …”, above a filled form and on the receipt, takes the same person and picture to another connection: a card and a badge from one photo. Each is ordered for itself.',
  'help.ways.2':
    'A link that begins with badgedesk://enrol brings a person from another program. They wait above the form until you open them; nothing is ordered before.',
  'help.ways.3':
    'Every form and order can be copied as code; for a badge also as a GET request for Zapier, Make or a spreadsheet. Where the key goes stands a placeholder.',
  'help.states': 'What the states mean',
  'help.states.waiting':
    'It has not left this computer. It is sent by itself as soon as the service answers.',
  'help.states.sending': 'It has left, and the answer is awaited.',
  'help.states.accepted': 'The service took it. Its receipt is kept here.',
  'help.states.unknown':
    'It left, and no clear answer came. A card is not sent again by itself. A badge is looked for at IssueBadge and sent once more under the same key at the most. Then look at the service yourself, and answer in Outbox.',
  'help.states.notTaken': 'The service is busy. It is sent by itself once the service takes orders again.',
  'help.states.cancelled':
    'Taken back before it left, or closed because the service does not have it. It is never sent.',
  'help.states.refused': 'The service declined. Correct what it names and order again.',
  'help.states.blocked':
    'Something has to be mended first: an expired secret, a wrong key, a missing role, or a picture that is no longer at its address.',
  'help.kept': 'Where things are kept',
  'help.kept.secrets': 'Secrets and API keys are only in the keyring of this computer, never in a file.',
  'help.kept.ledger':
    'Orders and photos are in an encrypted ledger in the folder below. Its key is in the keyring, so a copy of the folder opens nowhere else: make a backup under Backup.',
  'help.kept.folder': 'Folder',
  'help.keys': 'At the keyboard',
  'help.keys.means':
    'The keys are listed and changed under Keys. Tab moves through the form, Enter in the list of templates chooses, Esc goes back. Under a name, arrow down and Enter bring somebody who is known.',
  'help.keys.date':
    'In a date, Alt and arrow down open the calendar. There the arrow keys go from day to day, Page Up and Page Down from month to month, and Enter chooses.',
  'help.keys.crop':
    'In the crop of a photo the arrow keys move it, + and − zoom. Shift and arrow left or right straighten it, and so do [ and ]. R turns it by a quarter, Shift and R back.',
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
    'Legg til en tilkobling ovenfor, velg IssueBadge, lim inn nøkkelen og trykk Sjekk. Den vises aldri igjen her. En konto på en egen adresse står under Annen adresse.',
  'help.badges.3':
    'Sier ikke IssueBadge hvilke felter et merke har, beskriver du dem én gang i malinnstillingene. Beskrivelsen kan eksporteres til de andre stasjonene.',
  'help.badges.4':
    'Slipper en proxy bare gjennom GET, slår du på «Utsted med GET» under Avansert. Da kan verken bilder eller egne felter bli med.',
  'help.badge': 'Utsted et merke',
  'help.badge.1':
    'En e-postadresse i skjemaet betyr at merket sendes på e-post med en gang. Uten adresse sendes ingenting: la personen skanne koden på kvitteringen.',
  'help.badge.2':
    'Merket gjelder så lenge malen sier; skjemaet viser dagen. Skriv en annen dag, eller bruk et hurtigvalg.',
  'help.badge.3':
    'Et bilde gjøres lite nok for IssueBadge av seg selv. Det kan også sendes med nettadressen sin: da henter IssueBadge det. Badgedesk henter det først, og på nytt før bestillingen når det er mer enn fem minutter siden.',
  'help.badge.4':
    'Fra kvitteringen åpner eller kopierer du den offentlige siden og lagrer diplomet. Oppga ikke IssueBadge noen adresse, kan du spørre etter den der.',
  'help.badge.5':
    'Et utstedt merke åpnes igjen fra Historikk: kall det tilbake, gjør det gyldig igjen, gi det en annen siste dag. Blir svaret borte, ser Badgedesk etter hvordan det står til med merket, og endrer ingenting to ganger.',
  'help.badge.6': '«Utstedt andre steder» viser alle merkene i kontoen, uansett hvem som utstedte dem.',
  'help.ways': 'Kort og merke, lenker, kode',
  'help.ways.1':
    '«Bestill også …», over et utfylt skjema og på kvitteringen, tar samme person og bilde med til en annen tilkobling: kort og merke fra ett bilde. Hver bestilles for seg.',
  'help.ways.2':
    'En lenke som begynner med badgedesk://enrol, henter en person fra et annet program. Personen venter over skjemaet til du åpner lenken; ingenting bestilles før det.',
  'help.ways.3':
    'Alle skjemaer og bestillinger kan kopieres som kode; for et merke også som en GET-forespørsel til Zapier, Make eller et regneark. Der nøkkelen skal stå, står en plassholder.',
  'help.states': 'Hva statusene betyr',
  'help.states.waiting': 'Den er ikke sendt herfra. Den sendes av seg selv så snart tjenesten svarer.',
  'help.states.sending': 'Den er sendt, og svaret er på vei.',
  'help.states.accepted': 'Tjenesten har tatt imot. Kvitteringen ligger her.',
  'help.states.unknown':
    'Den ble sendt, men svaret var uklart. Et kort sendes ikke på nytt av seg selv. Et merke letes etter i IssueBadge og sendes høyst én gang til med samme nøkkel. Deretter må du selv se etter hos tjenesten, og svare i utboksen.',
  'help.states.notTaken': 'Tjenesten er opptatt. Den sendes av seg selv når tjenesten tar imot igjen.',
  'help.states.cancelled':
    'Trukket tilbake før den ble sendt, eller avsluttet fordi tjenesten ikke har den. Den sendes aldri.',
  'help.states.refused': 'Tjenesten sa nei. Rett det den nevner, og bestill på nytt.',
  'help.states.blocked':
    'Noe må ordnes først: en utløpt hemmelighet, en feil nøkkel, en rolle som mangler, eller et bilde som ikke lenger ligger på adressen sin.',
  'help.kept': 'Hvor ting ligger',
  'help.kept.secrets':
    'Hemmeligheter og API-nøkler ligger bare i nøkkelringen på denne maskinen, aldri i en fil.',
  'help.kept.ledger':
    'Bestillinger og bilder ligger i en kryptert journal i mappen nedenfor. Nøkkelen er i nøkkelringen, så en kopi av mappen kan ikke åpnes andre steder: lag en sikkerhetskopi under Sikkerhetskopi.',
  'help.kept.folder': 'Mappe',
  'help.keys': 'Ved tastaturet',
  'help.keys.means':
    'Tastene står under Taster og kan endres der. Tab går gjennom skjemaet, Enter i listen velger mal, Esc går tilbake. Under et navn henter pil ned og Enter en kjent person.',
  'help.keys.date':
    'I en dato åpner Alt og pil ned kalenderen. Der går piltastene fra dag til dag, Page Up og Page Down fra måned til måned, og Enter velger.',
  'help.keys.crop':
    'I beskjæringen av et bilde flytter piltastene det, + og − zoomer. Shift og pil venstre eller høyre retter det opp, og det gjør også [ og ]. R roterer det 90°, Shift og R tilbake.',
} satisfies Translation<typeof en>;
