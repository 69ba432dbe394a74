import type { Advice } from '../../ipc';
import type { Translation } from '../../i18n/messages';

/**
 * What is said to the person in front of the camera. The desk names sides as they are in the picture; the words name
 * the person's own, which are the other ones: whoever faces a camera has its left at the right hand. They hold for the
 * mirrored live view, where one's right hand is at the right, as for an unmirrored portrait.
 */
const SAID = {
  'coach.showFace': 'Come in front of the camera',
  'coach.onePerson': 'One person at a time',
  'coach.comeCloser': 'Come closer',
  'coach.stepBack': 'Step back a little',
  'coach.moveLeft': 'Move a little to your right',
  'coach.moveRight': 'Move a little to your left',
  'coach.moveUp': 'A little higher up',
  'coach.moveDown': 'A little lower down',
  'coach.lookStraight': 'Look straight into the camera',
  'coach.chinUp': 'Chin up a little',
  'coach.chinDown': 'Chin down a little',
  'coach.headUpright': 'Hold your head upright',
  'coach.openEyes': 'Open your eyes',
  'coach.closeMouth': 'Close your mouth',
  'coach.holdStill': 'Hold still',
  'coach.moreLight': 'More light on the face',
  'coach.lessLight': 'Less light on the face',
  'coach.moreContrast': 'Wipe the lens, or change the light',
  'coach.lightFromLeft': 'More light from your right',
  'coach.lightFromRight': 'More light from your left',
  'coach.plainBackground': 'Stand in front of a plain wall',
  'coach.betterPicture': 'Come closer, or use a better camera',
  'coach.morePixels': 'This camera has too few pixels: use a better one',
} as const satisfies Record<`coach.${Advice}`, string>;

export const en = {
  ...SAID,
  'coach.good': 'Good. Take the photo',
  'coach.good.itself': 'Good. Stay like this',
  'coach.itself': 'The camera takes the photo by itself',
  'coach.itself.hint': 'Once the outline is green.',
  'coach.itself.held': 'It takes itself once the place was empty, or something is typed.',
} as const;

export const nb = {
  'coach.showFace': 'Still deg foran kameraet',
  'coach.onePerson': 'Én person om gangen',
  'coach.comeCloser': 'Kom nærmere',
  'coach.stepBack': 'Gå litt bakover',
  'coach.moveLeft': 'Flytt deg litt til høyre',
  'coach.moveRight': 'Flytt deg litt til venstre',
  'coach.moveUp': 'Litt høyere opp',
  'coach.moveDown': 'Litt lenger ned',
  'coach.lookStraight': 'Se rett inn i kameraet',
  'coach.chinUp': 'Løft haken litt',
  'coach.chinDown': 'Senk haken litt',
  'coach.headUpright': 'Hold hodet rett',
  'coach.openEyes': 'Åpne øynene',
  'coach.closeMouth': 'Lukk munnen',
  'coach.holdStill': 'Hold deg i ro',
  'coach.moreLight': 'Mer lys på ansiktet',
  'coach.lessLight': 'Mindre lys på ansiktet',
  'coach.moreContrast': 'Tørk av linsen, eller endre lyset',
  'coach.lightFromLeft': 'Mer lys fra din høyre side',
  'coach.lightFromRight': 'Mer lys fra din venstre side',
  'coach.plainBackground': 'Still deg foran en ensfarget vegg',
  'coach.betterPicture': 'Kom nærmere, eller bruk et bedre kamera',
  'coach.morePixels': 'Kameraet har for få piksler: Bruk et bedre',
  'coach.good': 'Fint. Ta bildet',
  'coach.good.itself': 'Fint. Ikke rør deg',
  'coach.itself': 'Kameraet tar bildet selv',
  'coach.itself.hint': 'Når omrisset er grønt.',
  'coach.itself.held': 'Det tas av seg selv når plassen har vært tom, eller noe er skrevet.',
} satisfies Translation<typeof en>;
