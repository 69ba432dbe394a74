import { mount } from 'svelte';
import { replaceDesk, tell, type TemplateView } from '../ipc';
import { wearEnvironment, wearTheme } from '../theme/theme';
import { enrolment, template } from './desk';
import { pretendHistory } from './history';
import Parts from './Parts.svelte';
import { pretendPhoto } from './photo';
import { pretendStation, stationOf } from './station';

const mobile = { kind: 'mobile' } as const;

const PHOTO = { name: 'personPhoto1', kind: { kind: 'image' as const }, filledByService: false };

const TEMPLATES: TemplateView[] = [
  template('company', 'Company ID card', { favourite: true, fields: [PHOTO] }),
  template('visitor', 'Visitor, one day', { favourite: true }),
  template('contractor', 'Contractor HSE card', { lastUsed: '2026-05-02T08:00:00Z' }),
  template('mobile', 'Mobile ID', { kind: mobile, lastUsed: '2026-05-03T08:00:00Z' }),
  template('student', 'Student card', { lastUsed: '2026-05-04T08:00:00Z' }),
  template('crew', 'Crew, Øyafestivalen'),
  template('library', 'Library staff'),
  template('teacher', 'Substitute teacher'),
  template('summer', 'Sommervikar ved Ålesund sjukehus, avdeling for bildediagnostikk'),
  template('course', 'First aid course', { kind: { kind: 'digitalBadge' } }),
  template('board', 'Board member', { kind: mobile }),
];

/** A desk without a shell, for looking at the page in a browser. `?fake&theme=dark&language=nb&connection=test` chooses;
 * `connection=none`, `ledger=locked|run`, `keyring`, `reach=offline|blocked`, `again` and `closing` show what goes wrong. */
export function pretend(wish: URLSearchParams): void {
  const change = { template: 'crew', name: '', gone: false, new: false, added: [], removed: [], retyped: [] };
  const list = { templates: TEMPLATES, readAt: null, changes: [change], problem: null };
  let held = enrolment(null);
  replaceDesk({
    ...pretendStation(wish),
    ...pretendHistory(wish),
    ...pretendPhoto(() => held),
    templates: () => Promise.resolve(list),
    refreshTemplates: () => Promise.resolve(list),
    enrolment: () => Promise.resolve({ ...held }),
    chooseTemplate: (id) =>
      Promise.resolve((held = enrolment(TEMPLATES.find((one) => one.id === id) ?? null))),
    clearEnrolment: () => Promise.resolve(enrolment(null)),
    setFavourite: () => Promise.resolve(list),
  });
  if (wish.has('closing')) setTimeout(tell, 500, { kind: 'closing', sending: 2 });
}

/** Every part in every look, on one page. */
export function showParts(target: HTMLElement, wish: URLSearchParams): void {
  const { connections, current, settings } = stationOf(wish);
  wearTheme(settings.theme ?? 'system');
  wearEnvironment(connections.find(({ id }) => id === current)?.environment ?? null);
  mount(Parts, { target });
}
