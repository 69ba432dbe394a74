import { formatNumber, t } from '../../../i18n';
import type { CheckMeasure } from '../../../ipc';

/** A value as it is read: parts of a whole in hundredths, the others as they are; nothing where there is none. */
export function valueWords(measure: CheckMeasure, value: number | null): string {
  if (value === null) return '';
  if (measure === 'light' || measure === 'evenLight' || measure === 'patches')
    return `${formatNumber(value * 100, 0)} %`;
  return formatNumber(value, measure === 'focus' ? 2 : 0);
}

export function measureWords(measure: CheckMeasure): string {
  return t(`check.measure.${measure}`);
}
