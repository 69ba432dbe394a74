import { formatDate, t } from '../../i18n';
import type { ExpiryPreset, FieldSettings } from '../../ipc';
import { presetDay, type Day } from './days';

/** What an expiry date offers until the office says otherwise: the usual lives of a card or badge. */
const USUAL: readonly ExpiryPreset[] = [
  { kind: 'years', years: 1 },
  { kind: 'years', years: 3 },
  { kind: 'years', years: 5 },
  { kind: 'endOfYear', ahead: 0 },
];

/** The fields that say how long a credential lives. */
const EXPIRIES: readonly string[] = ['cardValidUntilDate', 'badge:expires'];

/** A preset as its button: the words, and the day it stands for. */
export interface PresetChoice {
  readonly label: string;
  readonly day: Day;
}

function labelFor(preset: ExpiryPreset, day: Day): string {
  switch (preset.kind) {
    case 'years':
      return t('preset.years', { count: preset.years });
    case 'endOfYear':
      return t('preset.endOfYear', { year: day.slice(0, 4) });
    case 'endOfSchoolYear':
      return t('preset.endOfSchoolYear', { year: day.slice(0, 4) });
    case 'date':
      return formatDate(day);
  }
}

/** The presets of a date field. */
export function presetsOf(settings: FieldSettings): readonly ExpiryPreset[] {
  const own = settings.presets ?? [];
  return own.length === 0 && EXPIRIES.includes(settings.name) ? USUAL : own;
}

/** The buttons of a date field, counted from a day: today, or the one on which a badge is issued. */
export function choicesOf(settings: FieldSettings, from: Day): PresetChoice[] {
  return presetsOf(settings).map((preset) => {
    const day = presetDay(preset, from);
    return { label: labelFor(preset, day), day };
  });
}
