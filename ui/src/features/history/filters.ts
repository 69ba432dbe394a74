import { parseDay } from '../enrolment/days';
import type { HistoryQuery, OrderState } from '../../ipc';

/** Which states are shown: one of them, or those that belong together. */
export type StateFilter = 'any' | 'needsYou' | OrderState;

/** Which days are shown. */
export type DayFilter = 'any' | 'today' | 'yesterday' | 'range';

/** What the operator narrowed the history down to; ids are empty and days `any` where nothing was chosen. */
export interface Filters {
  readonly search: string;
  readonly state: StateFilter;
  readonly template: string;
  readonly connection: string;
  readonly day: DayFilter;
  /** As typed; they count only while `day` is `range`. */
  readonly from: string;
  readonly to: string;
}

export const NO_FILTERS: Filters = {
  search: '',
  state: 'any',
  template: '',
  connection: '',
  day: 'any',
  from: '',
  to: '',
};

/** The states that wait for somebody to look. */
export const NEEDS_YOU: OrderState[] = ['unknown', 'refused', 'blocked'];

/** A moment's calendar day on this computer's clock, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function dayBefore(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - 1);
  return noon.toISOString().slice(0, 10);
}

function days(filters: Filters, today: string): Pick<HistoryQuery, 'from' | 'to'> {
  if (filters.day === 'any') return {};
  if (filters.day === 'range') return { from: parseDay(filters.from), to: parseDay(filters.to) };
  const day = filters.day === 'today' ? today : dayBefore(today);
  return { from: day, to: day };
}

function states(filter: StateFilter): OrderState[] {
  if (filter === 'any') return [];
  if (filter === 'needsYou') return NEEDS_YOU;
  // Whoever looks for what waits does not care whether the service was asked already.
  return filter === 'waiting' ? ['waiting', 'notTaken'] : [filter];
}

/** The question to the desk; `today` is this computer's day. */
export function queryOf(filters: Filters, today: string): HistoryQuery {
  return {
    search: filters.search.trim(),
    states: states(filters.state),
    openOnly: filters.state === 'needsYou',
    template: filters.template || null,
    connection: filters.connection || null,
    ...days(filters, today),
  };
}

/** Whether the orders behind each state are those of the filters: they are counted by connection and nothing else. */
export function isCountable({ search, template, day }: Filters): boolean {
  return search.trim() === '' && template === '' && day === 'any';
}

/** Whether anything is narrowed down at all. */
export function isNarrowed(filters: Filters): boolean {
  const { search, state, template, connection, day } = filters;
  return search.trim() !== '' || state !== 'any' || template + connection !== '' || day !== 'any';
}
