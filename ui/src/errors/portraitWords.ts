import type { Translation } from '../i18n/messages';

/** What goes wrong with portraits and what is asked of them. */
export const en = {
  'error.faceModels': 'Faces cannot be looked for on this computer',
  'error.faceModels.next': 'Photos are taken all the same. Look at them yourself.',
  'error.portraitBlocked': 'The photo is not good enough yet',
  'error.portraitBlocked.next': 'What to do stands next to it.',
  'error.originalGone': 'The original photo is no longer kept',
  'error.originalGone.next': 'It is kept for a day at the most. Take a new one to crop anew.',
  'error.portraitBounds': 'The lower bound is above the upper one',
  'error.portraitBounds.next': 'Nothing was changed. Set the other bound first.',
  'field.portraitBlocked': 'The photo is not good enough yet',
} as const;

export const nb = {
  'error.faceModels': 'Denne maskinen kan ikke se etter ansikter',
  'error.faceModels.next': 'Bilder tas likevel. Se over dem selv.',
  'error.portraitBlocked': 'Bildet er ikke godt nok ennå',
  'error.portraitBlocked.next': 'Hva som må gjøres, står ved siden av det.',
  'error.originalGone': 'Originalbildet er slettet',
  'error.originalGone.next': 'Det oppbevares høyst ett døgn. Ta et nytt for å beskjære på nytt.',
  'error.portraitBounds': 'Den nedre grensen er over den øvre',
  'error.portraitBounds.next': 'Ingenting er endret. Sett den andre grensen først.',
  'field.portraitBlocked': 'Bildet er ikke godt nok ennå',
} satisfies Translation<typeof en>;
