import { formatNumber, t, type PlainKey } from '../../i18n';
import type { Advice, Measure } from '../../ipc';

/** The words of every advice: one that Rust adds does not compile until it has some. */
const ADVICE: Readonly<Record<Advice, PlainKey>> = {
  showFace: 'portrait.advice.showFace',
  onePerson: 'portrait.advice.onePerson',
  comeCloser: 'portrait.advice.comeCloser',
  stepBack: 'portrait.advice.stepBack',
  moveLeft: 'portrait.advice.moveLeft',
  moveRight: 'portrait.advice.moveRight',
  moveUp: 'portrait.advice.moveUp',
  moveDown: 'portrait.advice.moveDown',
  lookStraight: 'portrait.advice.lookStraight',
  chinUp: 'portrait.advice.chinUp',
  chinDown: 'portrait.advice.chinDown',
  headUpright: 'portrait.advice.headUpright',
  openEyes: 'portrait.advice.openEyes',
  closeMouth: 'portrait.advice.closeMouth',
  holdStill: 'portrait.advice.holdStill',
  moreLight: 'portrait.advice.moreLight',
  lessLight: 'portrait.advice.lessLight',
  moreContrast: 'portrait.advice.moreContrast',
  lightFromLeft: 'portrait.advice.lightFromLeft',
  lightFromRight: 'portrait.advice.lightFromRight',
  plainBackground: 'portrait.advice.plainBackground',
  betterPicture: 'portrait.advice.betterPicture',
  morePixels: 'portrait.advice.morePixels',
};

/** How a value is read: `share` is one of the whole, `times` of the head's own measures. */
type Unit = 'degrees' | 'pixels' | 'share' | 'times' | 'bits' | 'plain';
export type Side = 'least' | 'most';

interface Told {
  readonly name: PlainKey;
  readonly unit: Unit;
  /** The bounds that an office can set. */
  readonly bounds: readonly Side[];
  /** Less than its negative is as bad as more than it: one bound stands for both. */
  readonly bothWays?: true;
}

/** Every measure: one that Rust adds does not compile until it can be told. */
export const MEASURES: Readonly<Record<Measure, Told>> = {
  faces: { name: 'portrait.measure.faces', unit: 'plain', bounds: ['least'] },
  singleFace: { name: 'portrait.measure.singleFace', unit: 'share', bounds: ['most'] },
  eyeDistance: { name: 'portrait.measure.eyeDistance', unit: 'pixels', bounds: ['least'] },
  fit: { name: 'portrait.measure.fit', unit: 'share', bounds: [] },
  yaw: { name: 'portrait.measure.yaw', unit: 'degrees', bounds: ['most'], bothWays: true },
  pitch: { name: 'portrait.measure.pitch', unit: 'degrees', bounds: ['most'], bothWays: true },
  roll: { name: 'portrait.measure.roll', unit: 'degrees', bounds: ['most'], bothWays: true },
  eyesOpen: { name: 'portrait.measure.eyesOpen', unit: 'times', bounds: ['least'] },
  mouthClosed: { name: 'portrait.measure.mouthClosed', unit: 'times', bounds: ['most'] },
  sharpness: { name: 'portrait.measure.sharpness', unit: 'plain', bounds: ['least'] },
  brightness: { name: 'portrait.measure.brightness', unit: 'share', bounds: ['least', 'most'] },
  underExposure: { name: 'portrait.measure.underExposure', unit: 'share', bounds: ['most'] },
  overExposure: { name: 'portrait.measure.overExposure', unit: 'share', bounds: ['most'] },
  dynamicRange: { name: 'portrait.measure.dynamicRange', unit: 'bits', bounds: ['least'] },
  evenLight: { name: 'portrait.measure.evenLight', unit: 'share', bounds: ['least'] },
  marginLeft: { name: 'portrait.measure.marginLeft', unit: 'times', bounds: ['least'] },
  marginRight: { name: 'portrait.measure.marginRight', unit: 'times', bounds: ['least'] },
  marginAbove: { name: 'portrait.measure.marginAbove', unit: 'times', bounds: ['least'] },
  marginBelow: { name: 'portrait.measure.marginBelow', unit: 'times', bounds: ['least'] },
  aboveCrown: { name: 'portrait.measure.aboveCrown', unit: 'share', bounds: ['least'] },
  background: { name: 'portrait.measure.background', unit: 'plain', bounds: ['most'] },
  resolution: { name: 'portrait.measure.resolution', unit: 'share', bounds: ['least'] },
  compression: { name: 'portrait.measure.compression', unit: 'plain', bounds: ['least'] },
};

/** What to do, in words. */
export function adviceWords(advice: Advice): string {
  return t(ADVICE[advice]);
}

/** What was measured, in words. */
export function measureWords(measure: Measure): string {
  return t(MEASURES[measure].name);
}

const UNITS: Readonly<Record<Unit, string>> = {
  degrees: '°',
  pixels: ' px',
  share: ' %',
  times: ' ×',
  bits: ' bit',
  plain: '',
};

/** What follows a number of that measure. */
export function unitOf(measure: Measure): string {
  return UNITS[MEASURES[measure].unit];
}

/** How many of what an operator reads make one of what is measured. */
export function factorOf(measure: Measure): number {
  return MEASURES[measure].unit === 'share' ? 100 : 1;
}

/** A value as it is read; nothing where the boundary lost it. */
export function valueWords(measure: Measure, value: number | null): string {
  if (value === null) return '';
  const shown = value * factorOf(measure);
  const digits = Math.abs(shown) >= 10 || Number.isInteger(shown) ? 0 : 2;
  return `${formatNumber(shown, digits)}${unitOf(measure)}`;
}
