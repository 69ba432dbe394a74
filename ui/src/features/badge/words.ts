import type { Translation } from '../../i18n/messages';

export const en = {
  'badge.page': 'Public page',
  'badge.page.none': 'IssueBadge told no public address.',
  'badge.page.unsafe': 'This address is not opened from here',
  'badge.page.unsafe.next':
    'It is no https:// address. It is shown as IssueBadge returned it; you can copy it.',
  'badge.page.open': 'Open in browser',
  'badge.qr': 'Scan to see the badge',
  'badge.qr.alt': 'QR code of the badge’s public page',
  'badge.certificate': 'Save certificate …',
  'badge.certificate.fetching': 'Fetching the certificate …',
  'badge.certificate.saved': 'The certificate is saved',
} as const;

export const nb = {
  'badge.page': 'Offentlig side',
  'badge.page.none': 'IssueBadge oppga ingen offentlig adresse.',
  'badge.page.unsafe': 'Denne adressen åpnes ikke herfra',
  'badge.page.unsafe.next':
    'Det er ikke en https://-adresse. Den vises slik IssueBadge oppga den; du kan kopiere den.',
  'badge.page.open': 'Åpne i nettleseren',
  'badge.qr': 'Skann for å se merket',
  'badge.qr.alt': 'QR-kode til den offentlige siden for merket',
  'badge.certificate': 'Lagre diplom …',
  'badge.certificate.fetching': 'Henter diplomet …',
  'badge.certificate.saved': 'Diplomet er lagret',
} satisfies Translation<typeof en>;
