import type { ConnectionView, DeskView, EnrolmentView, TemplateView } from '../ipc';

/** Pretended answers of the desk, for tests and for the development page. */

function connection(id: string, name: string, environment: ConnectionView['environment']): ConnectionView {
  const rest = { tenants: [], secret: 'keyring', imagePrefix: false } as const;
  return { id, name, environment, kind: 'breeze', baseUrl: 'https://breeze.invalid', ...rest, tenants: [] };
}

/** A desk with a connection of each environment, at the practice office. */
export const DESK: DeskView = {
  connections: [
    connection('practice', 'Practice office', 'practice'),
    connection('test', 'Breeze Test', 'test'),
    connection('production', 'Øvre Ålesund fylkeskommune', 'production'),
  ],
  current: 'practice',
  ledger: { kind: 'kept' },
  keyring: null,
  settings: {},
  operator: 'Ingrid',
  station: 'Station 2',
  locale: 'en-GB',
  counts: { waiting: 1, sending: 0, needsYou: 1, accepted: 12, requested: 3 },
  reach: { kind: 'reached' },
  folder: '/home/ingrid/.local/share/badgedesk',
  platform: 'linux',
  version: '0.1.0',
};

/** A template with what a test does not care about. */
export function template(id: string, name: string, more: Partial<TemplateView> = {}): TemplateView {
  const bare = { tenant: 't1', number: null, orderType: null, lastUsed: null, favourite: false };
  return { id, name, kind: { kind: 'card' }, fields: [], settings: {}, ...bare, ...more };
}

/** An enrolment for a template, with nothing typed yet. */
export function enrolment(chosen: TemplateView | null): EnrolmentView {
  const typed = { externalId: '', externalIdProposed: '', orderReference: '', objectId: '', userId: '' };
  return {
    id: 'e1',
    template: chosen,
    values: {},
    more: { ...typed, quantity: '', quantityOffered: false },
    pictures: {},
    replaces: null,
    anotherWaits: false,
    judgement: { fields: [], ready: chosen !== null, externalIdProposed: '' },
  };
}
