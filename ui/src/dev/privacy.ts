import type { Desk, PersonView, PrivacyView } from '../ipc';
import { orderRow } from './history';

/** What is kept of persons, at a pretended desk. */
export const PRIVACY: PrivacyView = {
  due: { portraits: 12, values: 3, drafts: 0 },
  last: {
    at: '2026-05-04T06:02:00Z',
    by: null,
    erased: { portraits: 4, values: 0, drafts: 1 },
  },
  deletions: [
    {
      at: '2026-04-20T11:00:00Z',
      by: 'Ingrid',
      station: 'Station 2',
      orders: 2,
      pictures: 2,
      drafts: 0,
      people: 0,
      collected: 0,
    },
  ],
  files: [
    {
      at: '2026-04-30T14:00:00Z',
      by: 'Ingrid',
      format: 'xlsx',
      file: '/home/ingrid/Dokumenter/badgedesk-2026-04-30.xlsx',
      orders: 212,
    },
  ],
};

const NAME = 'Åse Marie Bjørkås-Østbø';

/** A person with an order of each kind: certain, of the same name, and not finished. */
export const PERSON: PersonView = {
  person: NAME,
  orders: [
    { row: orderRow('3', NAME, { state: 'unknown', number: null }), finished: false, certain: true },
    { row: orderRow('2', NAME), finished: true, certain: true },
    { row: orderRow('1', NAME, { template: 'Visitor card' }), finished: true, certain: false },
  ],
  more: false,
  collected: ['8'],
  drafts: [
    {
      id: 'd1',
      person: NAME,
      connection: 'Practice office',
      savedAt: '2026-05-04T08:10:00Z',
      atCounter: true,
    },
  ],
  links: [],
  people: [{ id: 'roster:7', name: NAME, line: '00412 · Røntgen' }],
  files: PRIVACY.files,
  setAside: [],
};

/** The pretended commands of privacy. */
export function pretendPrivacy(): Partial<Desk> {
  let view = PRIVACY;
  return {
    privacy: () => Promise.resolve(view),
    eraseNow: () => {
      view = {
        ...view,
        due: { portraits: 0, values: 0, drafts: 0 },
        last: { at: new Date().toISOString(), by: 'Ingrid', erased: view.due },
      };
      return Promise.resolve(view);
    },
    backUp: () => Promise.resolve({ orders: 12, listed: true }),
    restoreBackup: () =>
      Promise.resolve({
        madeAt: '2026-05-03T15:00:00Z',
        by: 'Ingrid',
        station: 'Station 2',
        unknown: 2,
        setAside: '/home/ingrid/.local/share/no.badgedesk.station/set-aside-20260504T090000000Z',
      }),
    findPerson: () => Promise.resolve(PERSON),
    forget: ({ orders, drafts, people, collected = [] }) => {
      const counts = {
        orders: orders.length,
        pictures: orders.length,
        drafts: drafts.length,
        people: people.length,
        collected: collected.length,
      };
      const receipt = { at: new Date().toISOString(), by: 'Ingrid', station: 'Station 2', ...counts };
      view = { ...view, deletions: [receipt, ...view.deletions] };
      return Promise.resolve(receipt);
    },
  };
}
