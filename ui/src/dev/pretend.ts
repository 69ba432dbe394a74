import { mount } from 'svelte';
import { language } from '../i18n';
import { replaceDesk, type TemplateSummary, type Workstation } from '../ipc';
import { wearEnvironment, wearTheme } from '../theme/theme';
import Parts from './Parts.svelte';

const workstation: Workstation = {
  connections: [
    { id: 'practice', name: 'Practice office', environment: 'practice' },
    { id: 'test', name: 'Breeze Test', environment: 'test' },
    { id: 'production', name: 'Øvre Ålesund fylkeskommune', environment: 'production' },
  ],
  current: 'practice',
  reachability: 'connected',
  operator: 'Ingrid',
  station: 'Station 2',
  outbox: 2,
};

const names: readonly (readonly [string, TemplateSummary['kind']])[] = [
  ['Company ID card', 'card'],
  ['Visitor, one day', 'card'],
  ['Contractor HSE card', 'card'],
  ['Mobile ID', 'mobile'],
  ['Student card', 'card'],
  ['Crew, Øyafestivalen', 'card'],
  ['Library staff', 'card'],
  ['Substitute teacher', 'card'],
  ['Sommervikar ved Ålesund sjukehus, avdeling for bildediagnostikk', 'card'],
  ['First aid course', 'digital_badge'],
  ['Board member', 'mobile'],
];

function templatesOf(connection: string): TemplateSummary[] {
  return names.map(([name, kind], at) => ({
    id: `${connection}-${at}`,
    name,
    kind,
    favourite: at < 2,
    lastUsed: at > 1 && at < 5 ? `2026-05-0${at}T08:00:00Z` : null,
    changed: at === 5,
  }));
}

/** A desk without a shell, for looking at the page in a browser. `?fake&theme=dark&language=nb&connection=test` chooses what is shown. */
export function pretend(wish: URLSearchParams): void {
  workstation.current = wish.get('connection') ?? 'practice';
  wearTheme(wish.get('theme') === 'dark' ? 'dark' : 'light');
  if (wish.get('language') === 'nb') language.choose('nb');
  replaceDesk({
    workstation: () => Promise.resolve({ ...workstation }),
    chooseConnection: (id) => {
      workstation.current = id;
      return Promise.resolve({ ...workstation });
    },
    templates: (connection) => Promise.resolve(templatesOf(connection)),
    markFavourite: () => Promise.resolve(null),
  });
}

/** Every part in every look, on one page. */
export function showParts(target: HTMLElement): void {
  wearEnvironment(workstation.connections.find(({ id }) => id === workstation.current)?.environment ?? null);
  mount(Parts, { target });
}
