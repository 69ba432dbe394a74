import { DeskError } from '../ipc';
import type {
  Desk,
  DeskErrorCode,
  EnrolmentView,
  FieldVerdict,
  FieldView,
  Judgement,
  Lookalikes,
  OrderView,
  Problem,
  TemplateView,
} from '../ipc';
import { asBadge, asTold, BADGE_TEMPLATES, withFields } from './badges';
import { enrolment, template } from './desk';
import { orderRow, orderView } from './history';

/** Pretended templates, a form engine that knows enough to look at, and orders that end as `?outcome=…` says. */

const PLAIN = { filledByService: false, label: null, required: false, face: false };

/** A field as the service would describe it. */
function field(name: string, kind: Exclude<FieldView['kind']['kind'], 'unlisted'> = 'text'): FieldView {
  return { name, kind: { kind }, ...PLAIN, face: name === 'personPhoto1' };
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
    { name: 'cardColour', kind: { kind: 'unlisted', name: 'colour' }, ...PLAIN },
    { ...field('cardNumber'), filledByService: true },
    { ...field('rfidNumber'), filledByService: true },
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
  const silent: FieldVerdict = { field: name, problem: null, detail: '', warning: null, date: null };
  if (text === '') return required ? { ...silent, problem: 'required' } : null;
  const date = kind.kind === 'date' ? dateIn(text) : null;
  if (kind.kind === 'date') return date ? { ...silent, date } : { ...silent, problem: 'notADate' };
  if (kind.kind === 'number' && !/^-?\d+([.,]\d+)?$/.test(text)) return { ...silent, problem: 'notANumber' };
  if (name === 'recipient:email') return { ...silent, warning: 'sentAtOnce' };
  if (name === 'personEmail' && !/@.+\./.test(text)) return { ...silent, warning: 'emailShape' };
  return null;
}

/** What the form engine would say, roughly. */
function judged({ template: chosen, values }: EnrolmentView): Judgement {
  const fields = (chosen?.fields ?? []).flatMap((one) => {
    const set = chosen?.settings.fields?.find(({ name }) => name === one.name)?.required ?? false;
    const required = one.required || set;
    return verdictOf(one, values[one.name] ?? '', required) ?? [];
  });
  const ready = fields.every(({ problem }) => problem === null);
  const expectedExpiry = chosen?.id === 'B1' ? '2028-11-22' : null;
  return { fields, ready, externalIdProposed: values.personEmployeeNo ?? '', expectedExpiry };
}

function outcomeOf(wish: URLSearchParams): Partial<OrderView> {
  const code = (wish.get('why') ?? 'broken') as Problem['code'];
  const problem = { code, detail: '', fields: [] };
  const attempt = { at: '2026-05-04T08:00:00Z', until: '2026-05-04T08:20:00Z', problem };
  const said = { field: 'personEmail', problem: 'saidByService' as const, detail: 'Not an address' };
  if (wish.get('outcome') === 'refused') {
    return { attempt: { ...attempt, problem: { ...problem, code: 'badInput', fields: [said] } } };
  }
  return { attempt: wish.has('outcome') ? attempt : null, otherNumbers: ['100038', '100021'] };
}

function ordered(wish: URLSearchParams, ofBadge: boolean): OrderView {
  const state = (wish.get('outcome') ?? 'accepted') as OrderView['row']['state'];
  const status = wish.get('status') ?? 'in_queue';
  const number = state === 'accepted' ? '100042' : null;
  const row = orderRow('42', 'Eileen Bjørkåsen-Collins', { state, status, number, externalId: '00412' });
  const order = { ...orderView(row), ...outcomeOf(wish) };
  return ofBadge ? asBadge(wish, order) : order;
}

/** Orders that look like the one about to be placed, as `?others=before|picture` says. */
function others(wish: URLSearchParams): Lookalikes {
  const row = orderRow('7', 'Åse-Marie Øvergård Bjørnæs von Rosenkrantz-Gyldenløve Sæther');
  const picture = wish.get('others') === 'picture';
  return {
    person: 'Kari Nordmann',
    orders: picture ? [] : [{ row, same: ['employeeNumber', 'email'] }],
    samePicture: picture ? [row] : [],
    pictureField: 'personPhoto1',
    days: 90,
  };
}

/** The order on its way, or why `?refused=…` keeps it from being placed, said at the picture. */
function placed(wish: URLSearchParams, order: OrderView): Promise<OrderView> {
  const code = wish.get('refused') as DeskErrorCode | null;
  if (code === null) return Promise.resolve(order);
  const problem = code === 'notByGet' ? 'notByGet' : 'addressNotPassed';
  return Promise.reject(new DeskError(code, '', [{ field: 'certificate_photo', problem, detail: '' }]));
}

/** Templates, form and order as they stand, in memory for as long as the page lives. */
class PretendedForm {
  held: EnrolmentView;
  private templates: TemplateView[];

  constructor(private readonly wish: URLSearchParams) {
    this.templates = wish.get('connection') === 'badges' ? BADGE_TEMPLATES : TEMPLATES;
    const chosen = wish.has('form') ? this.templates[Number(wish.get('form'))] : null;
    this.held = enrolment(chosen ?? null);
  }

  /** Offers the templates of another connection. */
  use(connection: string): void {
    this.templates = connection === 'badges' ? BADGE_TEMPLATES : TEMPLATES;
    this.held = { ...enrolment(null), id: crypto.randomUUID() };
  }

  list(): ReturnType<Desk['templates']> {
    const problem = this.wish.has('kept') ? { code: 'unreachable' as const, detail: '', fields: [] } : null;
    const readAt = '2026-05-04T07:12:00Z';
    return Promise.resolve({ templates: this.templates, readAt, changes: CHANGES, problem });
  }

  change(id: string, change: (template: TemplateView) => TemplateView): ReturnType<Desk['templates']> {
    this.templates = this.templates.map((one) => (one.id === id ? change(one) : one));
    this.held.template = this.templates.find((one) => one.id === this.held.template?.id) ?? null;
    return this.list();
  }

  now(more: Partial<EnrolmentView>): Promise<EnrolmentView> {
    this.held = { ...this.held, ...more };
    this.held.judgement = judged(this.held);
    return Promise.resolve({ ...this.held });
  }

  fresh(): Promise<EnrolmentView> {
    return this.now({ id: crypto.randomUUID(), values: {}, pictures: {} });
  }

  choose(id: string): Promise<EnrolmentView> {
    return this.now({ template: this.templates.find((one) => one.id === id) ?? null });
  }

  result(): OrderView {
    return ordered(this.wish, this.held.template?.badge != null);
  }

  sending(): OrderView {
    return { ...this.result(), row: { ...this.result().row, state: 'sending' } };
  }

  place(): Promise<OrderView> {
    const code = { before: 'orderedBefore', picture: 'pictureOfAnother' } as const;
    const wish = this.wish.get('others');
    if (wish === 'before' || wish === 'picture') return Promise.reject(new DeskError(code[wish]));
    return placed(this.wish, this.sending());
  }

  settled(): Promise<OrderView> {
    return new Promise((resolve) => {
      if (this.wish.get('outcome') !== 'sending') setTimeout(resolve, 1500, this.result());
    });
  }
}

function listCommands(form: PretendedForm): Partial<Desk> {
  return {
    templates: () => form.list(),
    refreshTemplates: () => form.list(),
    setFavourite: () => form.list(),
    describeFields: (id, fields) =>
      form.change(id, (one) => (fields ? withFields(one, fields) : asTold(one))),
    importFields: () => form.list(),
    saveTemplateSettings: (id, settings) => form.change(id, (one) => ({ ...one, settings })),
  };
}

/** The commands of templates, form and order. `held` answers the enrolment as it stands, `type` fills it, `use` changes the connection. */
export function pretendForm(wish: URLSearchParams): {
  commands: Partial<Desk>;
  held: () => EnrolmentView;
  type: (values: Record<string, string>) => Promise<EnrolmentView>;
  use: (connection: string) => void;
} {
  const form = new PretendedForm(wish);
  const commands: Partial<Desk> = {
    ...listCommands(form),
    enrolment: () => form.now({}),
    chooseTemplate: (_, id) => form.choose(id),
    clearEnrolment: () => form.fresh(),
    nextPerson: () => form.fresh(),
    orderAgain: () => form.now({ id: crypto.randomUUID() }),
    reissueOrder: (_, reason) => form.now({ id: crypto.randomUUID(), reissue: reason }),
    lookalikes: () => Promise.resolve(others(wish)),
    placeOrderAnyway: () => Promise.resolve(form.sending()),
    saveEnrolment: async ({ id, values }) => {
      if (id !== form.held.id) throw new DeskError('wrongState');
      return (await form.now({ values })).judgement;
    },
    placeOrder: () => form.place(),
    settled: () => form.settled(),
    retryOrder: () => form.settled(),
  };
  return {
    commands,
    held: () => form.held,
    type: (values) => form.now({ values: { ...form.held.values, ...values } }),
    use: (connection) => {
      form.use(connection);
    },
  };
}
