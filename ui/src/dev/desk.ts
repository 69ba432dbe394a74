import type { ConnectionView, DeskView, EnrolmentView, TemplateView } from '../ipc';

/** Pretended answers of the desk, for tests and for the development page. */

function connection(id: string, name: string, more: Partial<ConnectionView> = {}): ConnectionView {
  const rest = { secret: 'keyring', imagePrefix: false, getForCreate: false, tenants: [] } as const;
  const breeze = { kind: 'breeze', baseUrl: 'https://breeze.invalid' } as const;
  return { id, name, environment: 'practice', ...breeze, ...rest, tenants: [], ...more };
}

const BADGES = { kind: 'issueBadge', baseUrl: 'https://badges.invalid' } as const;

/** A desk with a connection of each environment, at the practice office. */
export const DESK: DeskView = {
  connections: [
    connection('practice', 'Practice office'),
    connection('test', 'Breeze Test', { environment: 'test' }),
    connection('production', 'Øvre Ålesund fylkeskommune', { environment: 'production' }),
    connection('badges', 'Practice badges', BADGES),
  ],
  current: 'practice',
  ledger: { kind: 'kept' },
  keyring: null,
  keyringAsks: false,
  settings: {},
  operator: 'Ingrid',
  station: 'Station 2',
  locale: 'en-GB',
  links: [],
  refusedLink: null,
  checks: [],
  roster: null,
  counts: {
    waiting: 1,
    sending: 0,
    needsYou: 1,
    accepted: 12,
    requested: 3,
    unknown: 1,
    blocked: 0,
    refused: 2,
    cancelled: 4,
  },
  outboxPaused: false,
  pausedBy: null,
  reach: { kind: 'reached' },
  putAside: null,
  folder: '/home/ingrid/.local/share/badgedesk',
  platform: 'linux',
  version: '0.1.0',
};

/** A template with what a test does not care about. */
export function template(id: string, name: string, more: Partial<TemplateView> = {}): TemplateView {
  const bare = {
    tenant: 't1',
    tenants: ['t1'],
    number: null,
    orderType: null,
    badge: null,
    lastUsed: null,
    favourite: false,
  };
  return { id, name, kind: { kind: 'card' }, fields: [], settings: {}, ...bare, ...more };
}

/** An enrolment for a template, with nothing typed yet. */
export function enrolment(chosen: TemplateView | null): EnrolmentView {
  const typed = {
    externalId: '',
    externalIdProposed: '',
    orderReference: '',
    objectId: '',
    userId: '',
    tenant: '',
  };
  return {
    id: 'e1',
    template: chosen,
    person: '',
    link: null,
    values: {},
    more: { ...typed, quantity: '', quantityOffered: false },
    pictures: {},
    replaces: null,
    refused: null,
    reissue: null,
    was: null,
    anotherWaits: false,
    returned: false,
    judgement: { fields: [], ready: chosen !== null, externalIdProposed: '', expectedExpiry: null },
  };
}
