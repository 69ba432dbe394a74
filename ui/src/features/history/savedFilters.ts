import type { SavedFilter } from '../../ipc';
import { NO_FILTERS, type Filters } from './filters';

/** What is kept of a filter. What was searched for, and days that were typed, belong to one person's errand. */
export function saved(name: string, { state, template, connection, day }: Filters): SavedFilter {
  return {
    name,
    needsYou: state === 'needsYou',
    state: state === 'any' || state === 'needsYou' ? null : state,
    template: template === '' ? null : template,
    connection: connection === '' ? null : connection,
    day: day === 'today' || day === 'yesterday' ? day : null,
  };
}

/** A kept filter as it is used. */
export function restored(filter: SavedFilter): Filters {
  return {
    ...NO_FILTERS,
    state: filter.needsYou ? 'needsYou' : (filter.state ?? 'any'),
    template: filter.template ?? '',
    connection: filter.connection ?? '',
    day: filter.day ?? 'any',
  };
}

/** Whether there is something in a filter to keep, and it is not kept yet. */
export function keeps(filters: Filters, all: readonly SavedFilter[]): boolean {
  const kept = restored(saved('', filters));
  if (all.some((one) => JSON.stringify(restored(one)) === JSON.stringify(kept))) return false;
  return (['state', 'template', 'connection', 'day'] as const).some(
    (part) => kept[part] !== NO_FILTERS[part],
  );
}

/** Puts a filter among the others, in place of one of the same name. */
export function withFilter(all: readonly SavedFilter[], filter: SavedFilter): SavedFilter[] {
  return [...all.filter(({ name }) => name !== filter.name), filter];
}
