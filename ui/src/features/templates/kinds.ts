import type { PlainKey } from '../../i18n';
import type { KindFilter } from './groups';

/** The words for each kind, and for no filter. */
export const KIND_WORDS: Record<KindFilter, PlainKey> = {
  all: 'templates.kind.all',
  card: 'templates.kind.card',
  mobile: 'templates.kind.mobile',
  digitalBadge: 'templates.kind.digitalBadge',
  unlisted: 'templates.kind.unlisted',
};
