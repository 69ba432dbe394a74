import { mount } from 'svelte';
import { replaceDesk, type DeskView, type TemplateView } from '../ipc';
import { wearEnvironment, wearTheme } from '../theme/theme';
import { DESK, enrolment, template } from './desk';
import Parts from './Parts.svelte';

const mobile = { kind: 'mobile' } as const;

const TEMPLATES: TemplateView[] = [
  template('company', 'Company ID card', { favourite: true }),
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

function deskOf(wish: URLSearchParams): DeskView {
  const language = wish.get('language') === 'nb' ? 'norwegian' : 'english';
  const theme = wish.get('theme') === 'dark' ? 'dark' : 'light';
  const current = wish.get('connection') ?? 'practice';
  return { ...DESK, current: current === 'none' ? null : current, settings: { language, theme } };
}

/** A desk without a shell, for looking at the page in a browser. `?fake&theme=dark&language=nb&connection=test` chooses. */
export function pretend(wish: URLSearchParams): void {
  const state = deskOf(wish);
  const change = { template: 'crew', name: '', gone: false, new: false, added: [], removed: [], retyped: [] };
  const list = { templates: TEMPLATES, readAt: null, changes: [change], problem: null };
  replaceDesk({
    deskState: () => Promise.resolve(state),
    pageIsReady: () => Promise.resolve({ loadedAgain: false, keepsFailing: false }),
    chooseConnection: (id) => Promise.resolve({ ...state, current: id }),
    choosePractice: () => Promise.resolve({ ...state, current: 'practice' }),
    templates: () => Promise.resolve(list),
    refreshTemplates: () => Promise.resolve(list),
    enrolment: () => Promise.resolve(enrolment(null)),
    chooseTemplate: (id) => Promise.resolve(enrolment(TEMPLATES.find((one) => one.id === id) ?? null)),
    clearEnrolment: () => Promise.resolve(enrolment(null)),
    setFavourite: () => Promise.resolve(list),
  });
}

/** Every part in every look, on one page. */
export function showParts(target: HTMLElement, wish: URLSearchParams): void {
  const { connections, current, settings } = deskOf(wish);
  wearTheme(settings.theme ?? 'system');
  wearEnvironment(connections.find(({ id }) => id === current)?.environment ?? null);
  mount(Parts, { target });
}
