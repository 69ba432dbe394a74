import type { Desk, PrivacyView } from '../ipc';

/** What is kept of persons, at a pretended desk. */
export const PRIVACY: PrivacyView = {
  due: { portraits: 12, values: 3, drafts: 0 },
  last: {
    at: '2026-05-04T06:02:00Z',
    by: null,
    erased: { portraits: 4, values: 0, drafts: 1 },
  },
  deletions: [],
  files: [],
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
  };
}
