import type { Translation } from '../../i18n/messages';

export const en = {
  'photo.title': 'Photo',
  'photo.camera_off': 'Camera off',
  'photo.take': 'Take photo',
  'photo.preview': 'Preview, not the printed layout',
} as const;

export const nb = {
  'photo.title': 'Bilde',
  'photo.camera_off': 'Kamera av',
  'photo.take': 'Ta bilde',
  'photo.preview': 'Forhåndsvisning, ikke det trykte oppsettet',
} satisfies Translation<typeof en>;
