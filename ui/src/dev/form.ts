import { DeskError } from '../ipc';
import type {
  Desk,
  EnrolmentView,
  FieldVerdict,
  FieldView,
  Judgement,
  OrderView,
  TemplateView,
} from '../ipc';
import { enrolment, template } from './desk';
import { orderRow, orderView } from './history';

/** Pretended templates, a form engine that knows enough to look at, and orders that end as `?outcome=…` says. */

/** A field as the service would describe it. */
function field(name: string, kind: Exclude<FieldView['kind']['kind'], 'unlisted'> = 'text'): FieldView {
  return { name, kind: { kind }, filledByService: false };
}

/** A template with a field of every kind, one the service fills and one of a type nobody knows. */
export const EVERY_KIND: TemplateView = template('company', 'Company ID card', {
  favourite: true,
  fields: [
    field('personFirstName'),
    field('personLastName'),
    field('personEmployeeNo'),
    field('personDepartment'),
    field('personEmail'),
    field('personMobilePhoneNumber'),
    field('personPin'),
    field('companyName'),
    field('cardValidUntilDate', 'date'),
    field('accessLevel', 'number'),
    field('hasFirstAid', 'boolean'),
    field('orderCostCentre'),
    field('extra7'),
    field('extraDate2', 'date'),
    field('personPhoto1', 'image'),
    { name: 'cardColour', kind: { kind: 'unlisted', name: 'colour' }, filledByService: false },
    { name: 'cardNumber', kind: { kind: 'text' }, filledByService: true },
    { name: 'rfidNumber', kind: { kind: 'text' }, filledByService: true },
  ],
  settings: {
    fields: [
      { name: 'personFirstName', required: true },
      { name: 'personLastName', required: true },
      { name: 'personDepartment', pinned: true },
      { name: 'orderCostCentre', required: true, pinned: true },
    ],
  },
});

const mobile = { kind: 'mobile' } as const;
const NAMES = [field('personFirstName'), field('personLastName'), field('personPhoto1', 'image')];

const TEMPLATES: TemplateView[] = [
  EVERY_KIND,
  template('visitor', 'Visitor, one day', { favourite: true, fields: NAMES }),
  template('contractor', 'Contractor HSE card', { lastUsed: '2026-05-02T08:00:00Z', fields: NAMES }),
  template('mobile', 'Mobile ID', { kind: mobile, lastUsed: '2026-05-03T08:00:00Z', fields: NAMES }),
  template('student', 'Student card', { lastUsed: '2026-05-04T08:00:00Z', fields: NAMES }),
  template('crew', 'Crew, Øyafestivalen', { fields: NAMES }),
  template('library', 'Library staff', { fields: NAMES }),
  template('summer', 'Sommervikar ved Ålesund sjukehus, avdeling for bildediagnostikk', { fields: NAMES }),
  template('course', 'First aid course', { kind: { kind: 'digitalBadge' }, fields: NAMES }),
  template('board', 'Board member', { kind: mobile, fields: NAMES }),
];

const CHANGED = { template: 'crew', name: '', gone: false, new: false, retyped: [] };
const CHANGES = [{ ...CHANGED, added: ['extra7'], removed: ['cardBarcode'] }];

function dateIn(text: string): string | null {
  const [, date, month, year] = /^(\d{2})[./](\d{2})[./](\d{4})$/.exec(text) ?? [];
  return date && month && year ? `${year}-${month}-${date}` : null;
}

function verdictOf({ name, kind }: FieldView, text: string, required: boolean): FieldVerdict | null {
  const silent: FieldVerdict = { field: name, problem: null, warning: null, date: null };
  if (text === '') return required ? { ...silent, problem: 'required' } : null;
  const date = kind.kind === 'date' ? dateIn(text) : null;
  if (kind.kind === 'date') return date ? { ...silent, date } : { ...silent, problem: 'notADate' };
  if (kind.kind === 'number' && !/^-?\d+([.,]\d+)?$/.test(text)) return { ...silent, problem: 'notANumber' };
  if (name === 'personEmail' && !/@.+\./.test(text)) return { ...silent, warning: 'emailShape' };
  return null;
}

/** What the form engine would say, roughly. */
function judged({ template: chosen, values }: EnrolmentView): Judgement {
  const fields = (chosen?.fields ?? []).flatMap((one) => {
    const required = chosen?.settings.fields?.find(({ name }) => name === one.name)?.required ?? false;
    return verdictOf(one, values[one.name] ?? '', required) ?? [];
  });
  const ready = fields.every(({ problem }) => problem === null);
  return { fields, ready, externalIdProposed: values.personEmployeeNo ?? '' };
}

function outcomeOf(wish: URLSearchParams): Partial<OrderView> {
  const problem = { code: 'broken' as const, detail: '', fields: [] };
  const attempt = { at: '2026-05-04T08:00:00Z', until: '2026-05-04T08:20:00Z', problem };
  const said = { field: 'personEmail', problem: 'saidByService' as const, detail: 'Not an address' };
  if (wish.get('outcome') === 'refused') {
    return { attempt: { ...attempt, problem: { ...problem, code: 'badInput', fields: [said] } } };
  }
  return { attempt: wish.has('outcome') ? attempt : null, otherNumbers: ['100038', '100021'] };
}

function ordered(wish: URLSearchParams): OrderView {
  const state = (wish.get('outcome') ?? 'accepted') as OrderView['row']['state'];
  const status = wish.get('status') ?? 'in_queue';
  const number = state === 'accepted' ? '100042' : null;
  const row = orderRow('42', 'Eileen Bjørkåsen-Collins', { state, status, number, externalId: '00412' });
  return { ...orderView(row), ...outcomeOf(wish) };
}

/** The commands of templates, form and order. `held` answers the enrolment as it stands. */
export function pretendForm(wish: URLSearchParams): { commands: Partial<Desk>; held: () => EnrolmentView } {
  let templates = TEMPLATES;
  let held = enrolment(wish.has('form') ? EVERY_KIND : null);
  const problem = wish.has('kept') ? { code: 'unreachable' as const, detail: '', fields: [] } : null;
  const list = () =>
    Promise.resolve({ templates, readAt: '2026-05-04T07:12:00Z', changes: CHANGES, problem });
  const now = (more: Partial<EnrolmentView>) => {
    held = { ...held, ...more };
    held.judgement = judged(held);
    return Promise.resolve({ ...held });
  };
  const fresh = () => now({ id: crypto.randomUUID(), values: {}, pictures: {} });
  const settled = () =>
    new Promise<OrderView>((resolve) => {
      if (wish.get('outcome') !== 'sending') setTimeout(resolve, 1500, ordered(wish));
    });
  const commands: Partial<Desk> = {
    templates: list,
    refreshTemplates: list,
    setFavourite: list,
    saveTemplateSettings: (id, settings) => {
      templates = templates.map((one) => (one.id === id ? { ...one, settings } : one));
      held.template = templates.find((one) => one.id === held.template?.id) ?? null;
      return list();
    },
    enrolment: () => now({}),
    chooseTemplate: (_, id) => now({ template: templates.find((one) => one.id === id) ?? null }),
    clearEnrolment: fresh,
    nextPerson: fresh,
    orderAgain: () => now({ id: crypto.randomUUID() }),
    saveEnrolment: async ({ id, values }) => {
      if (id !== held.id) throw new DeskError('wrongState');
      return (await now({ values })).judgement;
    },
    placeOrder: () => Promise.resolve({ ...ordered(wish), row: { ...ordered(wish).row, state: 'sending' } }),
    settled,
    retryOrder: settled,
  };
  return { commands, held: () => held };
}
