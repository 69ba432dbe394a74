import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { orderRow, orderView } from '../../dev/history';
import { DeskError, replaceDesk } from '../../ipc';
import type { EnrolmentInput, EnrolmentView, FieldVerdict, Judgement, OrderView } from '../../ipc';
import EnrolmentForm from './EnrolmentForm.svelte';
import { Enrolment } from './enrolment.svelte';
import OrderBar from './OrderBar.svelte';

const verdict = (field: string, more: Partial<FieldVerdict>): FieldVerdict => ({
  field,
  detail: '',
  problem: null,
  warning: null,
  date: null,
  ...more,
});
const judgement = (...fields: FieldVerdict[]): Judgement => ({
  fields,
  ready: fields.every(({ problem }) => problem === null),
  externalIdProposed: '00412',
  expectedExpiry: null,
});

const view: EnrolmentView = { ...bare(EVERY_KIND), judgement: judgement() };
const saveEnrolment = vi.fn<(input: EnrolmentInput) => Promise<Judgement>>();
const placeOrder = vi.fn<(id: string) => Promise<OrderView>>();
const settled = vi.fn<(id: string) => Promise<OrderView>>();
const nextPerson = vi.fn<() => Promise<EnrolmentView>>();
const open = vi.fn<() => Promise<EnrolmentView>>();
const sending = orderView(orderRow('1', 'Ola', { state: 'sending', number: null, status: null }));
const accepted = orderView(orderRow('1', 'Ola'));
let restore: () => void;
let enrolment: Enrolment;

beforeEach(() => {
  saveEnrolment.mockReset().mockResolvedValue(judgement());
  placeOrder.mockReset().mockResolvedValue(sending);
  settled.mockReset().mockResolvedValue(accepted);
  nextPerson.mockReset().mockResolvedValue({ ...view, id: 'e2' });
  open.mockReset().mockResolvedValue(view);
  const again = () => Promise.resolve({ ...view, id: 'e3', values: { personEmail: 'a@' } });
  restore = replaceDesk({
    saveEnrolment,
    placeOrder,
    settled,
    nextPerson,
    enrolment: open,
    orderAgain: again,
  });
  enrolment = new Enrolment();
});

afterEach(() => {
  restore();
});

async function shown(): Promise<ReturnType<typeof userEvent.setup>> {
  await enrolment.open();
  render(EnrolmentForm, {
    enrolment,
    sensitive: ['personPin'],
    connections: DESK.connections,
    connection: 'practice',
    keep: vi.fn(),
    openSettings: () => undefined,
    describe: () => undefined,
  });
  render(OrderBar, { enrolment });
  return userEvent.setup();
}

const input = (label: RegExp | string): HTMLInputElement => screen.getByLabelText(label);

test('the form is made of the fields of the template, by groups', async () => {
  await shown();
  const groups = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
  expect(groups).toEqual(['Person', 'Company', 'Card', 'Order', 'Picture', 'Other']);
  const person = within(screen.getByRole('group', { name: 'Person' }));
  expect(person.getByLabelText(/^First name/)).toBeTruthy();
  expect(screen.getByText('A field of type “colour”: it cannot be filled here.')).toBeTruthy();
  expect(screen.getByText('Filled by Breeze: 2 fields')).toBeTruthy();
  expect(screen.getByText('Rfid number')).toBeTruthy();
});

test('every kind of field is typed into and kept as typed', async () => {
  const user = await shown();
  await user.type(input(/^First name/), 'Åse 😀');
  await user.type(input('Access level'), '3,5');
  await user.selectOptions(screen.getByLabelText('Has first aid'), 'No');
  await user.type(input('Extra date 2'), '1.2.28');
  await enrolment.flush();
  const typed = { personFirstName: 'Åse 😀', accessLevel: '3,5', hasFirstAid: 'false', extraDate2: '1.2.28' };
  expect(saveEnrolment.mock.lastCall?.[0]).toMatchObject({ id: 'e1', values: typed });
});

test('a sensitive field is masked until it is shown', async () => {
  const user = await shown();
  expect(input('PIN').type).toBe('password');
  await user.click(screen.getByRole('button', { name: 'Show PIN' }));
  expect(input('PIN').type).toBe('text');
});

test('a date is written the way the locale does once the field is left', async () => {
  saveEnrolment.mockResolvedValue(judgement(verdict('cardValidUntilDate', { date: '2028-12-31' })));
  const user = await shown();
  await user.type(input('Valid until'), '311228');
  expect(input('Valid until').value).toBe('311228');
  await user.tab();
  await waitFor(() => {
    expect(input('Valid until').value).toBe('31/12/2028');
  });
});

test('a quick choice fills the date and says that it is chosen', async () => {
  const user = await shown();
  const year = new Date().getFullYear();
  saveEnrolment.mockResolvedValue(judgement(verdict('cardValidUntilDate', { date: `${year}-12-31` })));
  const choice = screen.getByRole('button', { name: `End of ${year}` });
  await user.click(choice);
  expect(input('Valid until').value).toBe(`31/12/${year}`);
  await waitFor(() => {
    expect(choice.getAttribute('aria-pressed')).toBe('true');
  });
});

test('a problem is said once the field is left, and not while it is typed', async () => {
  saveEnrolment.mockResolvedValue(judgement(verdict('accessLevel', { problem: 'notANumber' })));
  const user = await shown();
  await user.type(input('Access level'), 'high');
  await enrolment.flush();
  expect(input('Access level').getAttribute('aria-invalid')).toBeNull();
  await user.tab();
  await waitFor(() => {
    expect(input('Access level').getAttribute('aria-invalid')).toBe('true');
  });
});

test('an order with something missing shows it and leads there, and places nothing', async () => {
  open.mockResolvedValue({
    ...view,
    judgement: judgement(verdict('orderCostCentre', { problem: 'required' })),
  });
  const user = await shown();
  await user.click(screen.getByRole('button', { name: /^Order card/ }));
  expect(placeOrder).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(input(/^Cost centre/));
  expect(input(/^Cost centre/).getAttribute('aria-invalid')).toBe('true');
});

test('an answer about an older text neither overwrites nor judges what is typed since', async () => {
  let answer: (said: Judgement) => void = () => undefined;
  saveEnrolment.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  await enrolment.open();
  enrolment.type('accessLevel', 'x');
  const left = enrolment.leave('accessLevel');
  enrolment.type('accessLevel', '12');
  saveEnrolment.mockReturnValueOnce(new Promise(() => undefined));
  answer(judgement(verdict('accessLevel', { problem: 'notANumber' })));
  await waitFor(() => {
    expect(saveEnrolment).toHaveBeenCalledTimes(2);
  });
  expect(enrolment.values.accessLevel).toBe('12');
  expect(enrolment.remark('accessLevel')).toBeUndefined();
  void left;
});

test('what is typed while the enrolment is read again stays', async () => {
  await enrolment.open();
  let answer: (read: EnrolmentView) => void = () => undefined;
  open.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const read = enrolment.refresh();
  await vi.waitFor(() => {
    expect(open).toHaveBeenCalledTimes(2);
  });
  enrolment.type('personFirstName', 'Kari');
  answer(view);
  await read;
  expect(enrolment.values.personFirstName).toBe('Kari');
});

test('what is typed is kept before the order is placed', async () => {
  await enrolment.open();
  enrolment.type('personFirstName', 'Kari');
  await enrolment.order();
  expect(saveEnrolment.mock.lastCall?.[0].values).toEqual({ personFirstName: 'Kari' });
  expect(placeOrder).toHaveBeenCalledWith('e1');
});

test.each([
  ['read again', () => enrolment.open()],
  [
    'asked for in vain',
    () => {
      open.mockRejectedValueOnce(new DeskError('broken'));
      return enrolment.open();
    },
  ],
])('what is typed and in sight is ordered, although the form was %s meanwhile', async (_, reopen) => {
  await enrolment.open();
  enrolment.type('personFirstName', 'Kari');
  enrolment.typeMore('orderReference', 'R-7');
  await reopen();
  expect([enrolment.values.personFirstName, enrolment.more.orderReference]).toEqual(['Kari', 'R-7']);
  await enrolment.order();
  const kept = saveEnrolment.mock.lastCall?.[0];
  expect(kept).toMatchObject({ values: { personFirstName: 'Kari' }, more: { orderReference: 'R-7' } });
  expect(placeOrder).toHaveBeenCalledOnce();
});

test('a reference typed alone is kept, although the form was read again meanwhile', async () => {
  await enrolment.open();
  enrolment.typeMore('orderReference', 'R-7');
  await enrolment.open();
  await enrolment.flush();
  expect(saveEnrolment.mock.lastCall?.[0].more).toMatchObject({ orderReference: 'R-7' });
});

test('a form that could not be kept is not ordered', async () => {
  saveEnrolment.mockRejectedValue(new DeskError('diskFull'));
  await enrolment.open();
  enrolment.type('personFirstName', 'Kari');
  await enrolment.order();
  expect(placeOrder).not.toHaveBeenCalled();
  expect(enrolment.error?.code).toBe('diskFull');
});

test('a double click places one order', async () => {
  const user = await shown();
  await user.type(input(/^First name/), 'Kari');
  await user.dblClick(screen.getByRole('button', { name: /^Order card/ }));
  await enrolment.order();
  expect(placeOrder).toHaveBeenCalledOnce();
});

test('what the desk changed in the form is shown before it can be ordered', async () => {
  await enrolment.open();
  const fields = EVERY_KIND.fields.filter(({ name }) => name !== 'personPin');
  open.mockResolvedValue({ ...view, template: { ...EVERY_KIND, fields }, values: { personLastName: 'Bø' } });
  placeOrder.mockRejectedValue(new DeskError('templateChanged'));
  await enrolment.order();
  expect(enrolment.values.personLastName).toBe('Bø');
  expect(enrolment.news.went).toEqual(['PIN']);
  expect(enrolment.error?.code).toBe('templateChanged');
});

test('what the desk finds incomplete is said at its fields', async () => {
  const fields = [{ field: 'personLastName', problem: 'required' as const, detail: '' }];
  placeOrder.mockRejectedValue(new DeskError('formIncomplete', '', fields));
  await shown();
  await enrolment.order();
  await waitFor(() => {
    expect(input(/^Last name/).getAttribute('aria-invalid')).toBe('true');
  });
  expect(document.activeElement).toBe(input(/^Last name/));
});

test('a refused order opens the form again with the service’s words at the field, until it is changed', async () => {
  const said = (field: string, detail: string) => ({ field, problem: 'saidByService' as const, detail });
  const fields = [said('quantity', 'Too many'), said('personEmail', 'Not an address')];
  const attempt = { at: '', until: null, problem: { code: 'badInput' as const, detail: '', fields } };
  settled.mockResolvedValue(orderView(orderRow('1', 'Ola', { state: 'refused' }), { attempt }));
  const corrected = { ...view, id: 'e3', values: { personEmail: 'a@' }, refused: attempt.problem };
  replaceDesk({ orderAgain: () => Promise.resolve(corrected) });
  await shown();
  await enrolment.order();
  expect(await screen.findByText(/Not an address/)).toBeTruthy();
  await waitFor(() => {
    expect(document.activeElement, 'the first of the form').toBe(input(/^E-mail/));
  });
  expect(enrolment.view?.id).toBe('e3');
  expect(enrolment.ordering.order).toBeNull();
  await enrolment.open();
  expect(screen.queryByText(/Not an address/), 'another form is there').toBeNull();
  open.mockResolvedValue(corrected);
  await enrolment.open();
  expect(await screen.findByText(/Not an address/), 'it comes back').toBeTruthy();
  expect(enrolment.refusal?.code).toBe('badInput');
  enrolment.type('personEmail', 'a@b.no');
  await waitFor(() => {
    expect(screen.queryByText(/Not an address/)).toBeNull();
  });
});

test('work that nobody ordered is dropped only when the operator says so', async () => {
  const user = await shown();
  await user.type(input(/^First name/), 'Kari');
  await user.click(screen.getByRole('button', { name: /^Next person/ }));
  expect(nextPerson).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Throw away' }));
  expect(nextPerson).toHaveBeenCalledOnce();
});

test('the next person begins in the first field, with nothing of the one before', async () => {
  const user = await shown();
  await user.type(input(/^First name/), 'Kari');
  await enrolment.order();
  await enrolment.nextPerson();
  expect(input(/^First name/).value).toBe('');
  expect(document.activeElement).toBe(input(/^First name/));
  expect(enrolment.ordering.order).toBeNull();
});

test('under More the external id that would be sent is proposed', async () => {
  const user = await shown();
  await user.click(screen.getByText('More'));
  const external = input('External ID');
  expect(external.placeholder).toBe('00412');
  await user.type(external, 'E-7');
  await enrolment.flush();
  expect(saveEnrolment.mock.lastCall?.[0].more).toMatchObject({ externalId: 'E-7' });
  expect(screen.queryByLabelText('Quantity')).toBeNull();
});

test('a template chosen before the form has come is chosen for the person who is there', async () => {
  const chooseTemplate = vi.fn<(enrolment: string, template: string) => Promise<EnrolmentView>>();
  chooseTemplate.mockResolvedValue(view);
  replaceDesk({ chooseTemplate });
  const quick = new Enrolment();
  const opening = quick.open();
  await Promise.all([opening, quick.choose('t1')]);
  expect(chooseTemplate).toHaveBeenCalledWith(view.id, 't1');
});

test('nothing is ordered while the picture on the screen is not the one that would go', async () => {
  const user = await shown();
  await user.type(input(/^First name/), 'Kari');
  enrolment.portraitIsCut = () => Promise.resolve(false);
  await user.click(screen.getByRole('button', { name: /^Order card/ }));
  expect(placeOrder).not.toHaveBeenCalled();
});
