import type { Translation } from '../../../i18n/messages';

export const en = {
  'mirror.title': 'Badgedesk mirror',
  'mirror.idle': 'Look here',
  'mirror.open': 'Mirror on a second screen',
  'mirror.hint':
    'A window in which the person sees themselves, and what to do. Nothing of the order is shown in it.',
} as const;

export const nb = {
  'mirror.title': 'Badgedesk speil',
  'mirror.idle': 'Se hit',
  'mirror.open': 'Speil på en ekstra skjerm',
  'mirror.hint':
    'Et vindu der personen ser seg selv og hva de skal gjøre. Ingenting fra bestillingen vises der.',
} satisfies Translation<typeof en>;
