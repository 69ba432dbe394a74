import type { Translation } from '../../i18n/messages';

export const en = {
  'enrolment.none.title': 'Choose a template',
  'enrolment.none.next': 'The form appears here. Up and down move through the list, Enter chooses.',
  'enrolment.form': 'Form',
  'enrolment.bar': 'Order',
  'enrolment.ready': 'Ready to order',
  'enrolment.missing': { one: '{count} thing to look at:', other: '{count} things to look at:' },
  'enrolment.clear': 'Clear',
  'enrolment.order': 'Order',
} as const;

export const nb = {
  'enrolment.none.title': 'Velg en mal',
  'enrolment.none.next': 'Skjemaet kommer her. Pil opp og ned flytter i listen, Enter velger.',
  'enrolment.form': 'Skjema',
  'enrolment.bar': 'Bestilling',
  'enrolment.ready': 'Klar til å bestille',
  'enrolment.missing': { one: '{count} ting å se på:', other: '{count} ting å se på:' },
  'enrolment.clear': 'Tøm',
  'enrolment.order': 'Bestill',
} satisfies Translation<typeof en>;
