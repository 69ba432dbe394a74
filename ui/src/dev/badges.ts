import { DeskError } from '../ipc';
import type {
  BadgeRef,
  BadgeTemplateView,
  DescribedField,
  Desk,
  FieldKind,
  FieldView,
  IssuedBadgeView,
  IssuedQuery,
  OrderView,
  TemplateView,
} from '../ipc';
import { template } from './desk';

/** Pretended badges: templates whose fields are told, described and not told, and what was issued. */

function field(name: string, kind: Exclude<FieldKind['kind'], 'unlisted'>, more: Partial<FieldView> = {}) {
  return { name, kind: { kind }, filledByService: false, label: null, required: false, face: false, ...more };
}

/** The fields every badge begins with. */
export const RECIPIENT: FieldView[] = [
  field('recipient:name', 'text', { required: true }),
  field('recipient:email', 'email'),
  field('recipient:phone', 'text'),
  field('badge:expires', 'date'),
  field('badge:issued', 'date'),
  field('badge:memo', 'text'),
];

const ABOUT: BadgeTemplateView = {
  description: 'Passed the course and its test',
  organization: 'Øvre Ålesund fylkeskommune',
  skills: ['First aid'],
  expiry: { kind: 'reckoned' },
  fields: 'told',
  described: [],
};

/** A badge template with what a test does not care about. */
function badgeTemplate(id: string, name: string, more: Partial<TemplateView> = {}): TemplateView {
  return template(id, name, { kind: { kind: 'digitalBadge' }, fields: RECIPIENT, badge: ABOUT, ...more });
}

/** A badge whose fields the office has described. */
export function withFields(badge: TemplateView, described: DescribedField[]): TemplateView {
  const own = described.map(({ key, label, kind, required }) =>
    field(key, kind, { label: label || null, required }),
  );
  const about: BadgeTemplateView = { ...(badge.badge ?? ABOUT), fields: 'described', described };
  return { ...badge, badge: about, fields: [...RECIPIENT, ...own] };
}

/** A badge whose custom fields the service told. */
export const COURSE = badgeTemplate('B1', 'First aid course', {
  favourite: true,
  fields: [
    ...RECIPIENT,
    field('employee_id', 'text', { label: 'Employee ID', required: true }),
    field('score', 'number', { label: 'Score' }),
    field('completion_date', 'date', { label: 'Completion date' }),
    field('instructor_email', 'email', { label: 'Instructor’s e-mail' }),
    field('certificate_photo', 'image', { label: 'Photo on the certificate' }),
  ],
});

/** A badge whose custom fields nobody has told yet. */
export const UNDESCRIBED = badgeTemplate('B2', 'Forklift operator', {
  badge: { ...ABOUT, fields: 'notTold' },
});

/** The templates of `?connection=badges`. */
export const BADGE_TEMPLATES: TemplateView[] = [
  COURSE,
  UNDESCRIBED,
  badgeTemplate('B3', 'Crew, Øyafestivalen', { lastUsed: '2026-05-02T08:00:00Z' }),
];

/** A badge without what the office described of it. */
export function asTold(badge: TemplateView): TemplateView {
  return BADGE_TEMPLATES.find(({ id }) => id === badge.id) ?? badge;
}

const LONG = 'Åse-Marie Øvergård Bjørnæs von Rosenkrantz-Gyldenløve Sæther';

/** An issued badge with what a test does not care about. */
export function issuedBadge(id: string, more: Partial<IssuedBadgeView> = {}): IssuedBadgeView {
  return {
    id,
    name: 'Kari Nordmann',
    email: 'kari@alesund.example',
    phone: null,
    badge: 'B1',
    badgeName: 'First aid course',
    organization: 'Øvre Ålesund fylkeskommune',
    issueDate: '2026-05-04',
    expireDate: '2028-11-22',
    number: `ÅL-${id}`,
    memo: null,
    publicUrl: `https://app.issuebadge.com/v/${id}`,
    openable: true,
    metadata: [
      ['employee_id', 'EMP001'],
      ['score', '95'],
    ],
    created: '2026-05-04 10:00:00',
    standing: { kind: 'inForce' },
    order: null,
    ...more,
  };
}

const ISSUED = Array.from({ length: 37 }, (_, at) =>
  issuedBadge(`x${at}`, {
    name: at % 5 === 1 ? LONG : `Ola Nordmann ${at}`,
    ...(at % 4 === 2 && { standing: { kind: 'revoked', reason: 'Issued to the wrong person' } as const }),
    ...(at % 3 === 0 && { order: String(at) }),
    ...(at === 1 && {
      memo: 'Replaces the paper certificate',
      publicUrl: 'http://badges.invalid/v/x1',
      openable: false,
    }),
  }),
);

/** Drawn as a code looks, not as one reads. */
function drawnCode(): Blob {
  const cells = Array.from({ length: 25 * 25 }, (_, at) => ((at * 7919) % 13 < 6 ? at : -1)).filter(
    (at) => at >= 0,
  );
  const path = cells.map((at) => `M${4 + (at % 25)} ${4 + Math.floor(at / 25)}h1v1h-1z`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33"><path d="${path}"/></svg>`;
  return new Blob([svg], { type: 'image/svg+xml' });
}

function found({ badge, name = '', email = '', page = 1 }: IssuedQuery) {
  const has = (whole: string | null, part: string) =>
    (whole ?? '').toLowerCase().includes(part.trim().toLowerCase());
  const all = ISSUED.filter(
    (one) => has(one.name, name) && has(one.email, email) && (!badge || one.badge === badge),
  );
  const badges = all.slice((page - 1) * 10, page * 10);
  return { badges, page, total: all.length, more: page * 10 < all.length };
}

type Answer = <Value>(value: Value) => Promise<Value>;

/** The commands about one badge's page, certificate and code. */
function pretendPage(wish: URLSearchParams, answer: Answer): Partial<Desk> {
  return {
    openBadge: () => Promise.resolve(null),
    badgeQr: () => Promise.resolve(drawnCode()),
    saveCertificate: () =>
      wish.get('certificate') === 'none'
        ? Promise.reject(new DeskError('noCertificateDesign', 'No certificate design found for this badge'))
        : answer(true),
    exportFields: () => Promise.resolve(true),
    enrolmentCode: (_, language) =>
      answer(
        `# ${language}\ncurl -X POST 'https://app.issuebadge.com/api/v1/issue/create' \\\n  -H 'Authorization: Bearer YOUR_API_KEY' \\\n  -d '{"badge_id":"B1","name":"Kari Nordmann","idempotency_key":"UNIQUE_KEY"}'`,
      ),
    orderCode: (_, language) =>
      answer(`# ${language}\ncurl -X POST 'https://app.issuebadge.com/api/v1/issue/create'`),
  };
}

/** The commands about issued badges; `?certificate=none` has no design, `?badge=offline` does not answer. */
export function pretendBadges(wish: URLSearchParams): Partial<Desk> {
  const changed = new Map<string, IssuedBadgeView>();
  const keyOf = (ref: BadgeRef) => `${ref.kind}:${ref.id}`;
  const known = (ref: BadgeRef): IssuedBadgeView =>
    changed.get(keyOf(ref)) ??
    ISSUED.find(({ id }) => ref.kind === 'issued' && id === ref.id) ??
    issuedBadge('xyz789', { memo: 'Replaces the paper certificate', order: ref.id });
  const answer: Answer = (value) =>
    wish.get('badge') === 'offline'
      ? Promise.reject(new DeskError('unreachable'))
      : new Promise((resolve) => setTimeout(resolve, 400, value));
  return {
    issuedBadge: (ref) => answer(known(ref)),
    badgeHistory: () =>
      answer([
        { action: 'issued', by: 'api', at: '2026-05-04 10:00:00' },
        { action: 'revoked', by: 'ingrid@alesund.example', at: '2026-05-05 09:12:00' },
        { action: 'reinstated', by: null, at: null },
      ]),
    browseIssued: (query) => answer(found(query)),
    changeBadge: (ref, change) => {
      const now = { ...known(ref) };
      if (change.kind === 'revoke') now.standing = { kind: 'revoked', reason: change.reason || null };
      if (change.kind === 'reinstate') now.standing = { kind: 'inForce' };
      if (change.kind === 'expiry') now.expireDate = change.day;
      changed.set(keyOf(ref), now);
      return answer(now);
    },
    ...pretendPage(wish, answer),
  };
}

/** An order as one of a badge, with a public page; `?page=unsafe` has one that is not opened. */
export function asBadge(wish: URLSearchParams, order: OrderView): OrderView {
  const unsafe = wish.get('page') === 'unsafe';
  const publicUrl = unsafe ? 'http://badges.invalid/v/xyz789' : 'https://app.issuebadge.com/v/xyz789';
  const value = { label: null, text: '', sensitive: false, erased: false, picture: false, portrait: null };
  const values = [
    { ...value, field: 'recipient:name', text: order.row.person },
    { ...value, field: 'recipient:email', text: 'eileen@alesund.example' },
    { ...value, field: 'employee_id', text: 'EMP001' },
  ];
  const receipt = order.receipt && { ...order.receipt, id: 'xyz789', publicUrl, openable: !unsafe };
  const row = {
    ...order.row,
    template: 'First aid course',
    connectionId: 'badges',
    connection: 'Practice badges',
  };
  return { ...order, row: { ...row, number: null, status: null }, kind: 'issueBadge', values, receipt };
}
