import type { Translation } from '../i18n/messages';

export const en = {
  'part.cancel': 'Cancel',
  'part.close': 'Close',
  'part.copy': 'Copy',
  'part.copy.named': 'Copy {what}',
  'part.copied': 'Copied',
  'part.optional': 'optional',
  'part.remove_named': 'Remove {name}',
  'part.try_again': 'Try again',
  'environment.practice': 'Practice',
  'environment.test': 'Test',
  'environment.production': 'Production',
} as const;

export const nb = {
  'part.cancel': 'Avbryt',
  'part.close': 'Lukk',
  'part.copy': 'Kopier',
  'part.copy.named': 'Kopier {what}',
  'part.copied': 'Kopiert',
  'part.optional': 'valgfritt',
  'part.remove_named': 'Fjern {name}',
  'part.try_again': 'Prøv igjen',
  'environment.practice': 'Øving',
  'environment.test': 'Test',
  'environment.production': 'Produksjon',
} satisfies Translation<typeof en>;
