import type { Translation } from '../../i18n/messages';

export const en = {
  'lookalikes.title': 'Ordered before?',
  'lookalikes.body': '{name} looks like somebody who was ordered for in the last {count} days.',
  'lookalikes.same.externalId': 'Same external ID',
  'lookalikes.same.employeeNumber': 'Same employee number',
  'lookalikes.same.email': 'Same e-mail address',
  'lookalikes.open': 'Open that one',
  'lookalikes.open.named': 'Open the order for {name}',
  'lookalikes.reason': 'Why order anyway?',
  'lookalikes.reason.hint':
    'Written into the timeline. For a lost or damaged card, open that one and reissue it.',
  'lookalikes.reason.missing': 'Write a reason, such as “a card for each building”',
  'lookalikes.anyway': 'Order anyway',
  'lookalikes.cancel': 'Cancel',
  'lookalikes.picture.title': 'This is somebody else’s picture',
  'lookalikes.picture.body':
    'The very same picture was ordered under another name. Take this person’s own, or correct the name.',
  'lookalikes.picture.mine': 'About to be ordered',
  'lookalikes.back': 'Back to the form',
  'reissue.why': 'Reissue because it is …',
  'reissue.open': 'Reissue',
  'reissue.lost': 'Lost',
  'reissue.damaged': 'Damaged',
  'reissue.newPhoto': 'New photo',
  'reissue.newName': 'New name',
  'reissue.expired': 'Expired',
  'reissue.form': 'Reissue: {reason}',
} as const;

export const nb = {
  'lookalikes.title': 'Bestilt før?',
  'lookalikes.body': '{name} ligner på noen det er bestilt til de siste {count} dagene.',
  'lookalikes.same.externalId': 'Samme eksterne ID',
  'lookalikes.same.employeeNumber': 'Samme ansattnummer',
  'lookalikes.same.email': 'Samme e-postadresse',
  'lookalikes.open': 'Åpne den',
  'lookalikes.open.named': 'Åpne bestillingen til {name}',
  'lookalikes.reason': 'Hvorfor bestille likevel?',
  'lookalikes.reason.hint':
    'Skrives inn i tidslinjen. Er kortet mistet eller ødelagt, åpner du den og utsteder et nytt derfra.',
  'lookalikes.reason.missing': 'Skriv en grunn, for eksempel «ett kort til hvert bygg»',
  'lookalikes.anyway': 'Bestill likevel',
  'lookalikes.cancel': 'Avbryt',
  'lookalikes.picture.title': 'Dette er bildet til en annen',
  'lookalikes.picture.body':
    'Nøyaktig det samme bildet er bestilt under et annet navn. Ta et eget bilde av personen, eller rett navnet.',
  'lookalikes.picture.mine': 'Er i ferd med å bestilles',
  'lookalikes.back': 'Tilbake til skjemaet',
  'reissue.why': 'Utsted på nytt fordi',
  'reissue.open': 'Utsted på nytt',
  'reissue.lost': 'Mistet',
  'reissue.damaged': 'Ødelagt',
  'reissue.newPhoto': 'Nytt bilde',
  'reissue.newName': 'Nytt navn',
  'reissue.expired': 'Utløpt',
  'reissue.form': 'Utstedes på nytt: {reason}',
} satisfies Translation<typeof en>;
