import { render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import {
  replaceDesk,
  type EnrolmentView,
  type FieldSettings,
  type FieldView,
  type Judgement,
} from '../../ipc';
import { Enrolment } from '../enrolment/enrolment.svelte';
import Review from './Review.svelte';

const LONG = 'Bjørkåsen-Østbølandgård-Kjærstadmyrvåg-Ørjansæterløkken-Åsen';
const VALUES = {
  personFirstName: 'Åse',
  personLastName: LONG,
  personEmployeeNo: '00412',
  personPin: '4711',
  companyName: LONG,
  cardValidUntilDate: '31/12/2028',
  hasFirstAid: 'true',
  extraDate2: '1.6.27',
  extra7: '  ',
};
let restore: () => void = () => undefined;

afterEach(() => {
  restore();
});

async function reviewed(fields: FieldSettings[] = []): Promise<[string, string][]> {
  const verdict = { problem: null, warning: null, detail: '' };
  const judgement: Judgement = {
    fields: [
      { ...verdict, field: 'extraDate2', date: '2027-06-01' },
      { ...verdict, field: 'cardValidUntilDate', date: '2028-12-31' },
    ],
    ready: true,
    externalIdProposed: '',
    expectedExpiry: null,
  };
  return rowsOf({ ...bare({ ...EVERY_KIND, settings: { fields } }), values: VALUES, judgement });
}

async function rowsOf(view: EnrolmentView): Promise<[string, string][]> {
  restore = replaceDesk({ enrolment: () => Promise.resolve(view) });
  const enrolment = new Enrolment();
  await enrolment.open();
  const [, connection = null] = DESK.connections;
  render(Review, {
    enrolment,
    name: `Åse ${LONG}`,
    sensitive: ['personPin'],
    connection,
    office: 'Breeze Test',
  });
  const labels = screen.queryAllByRole('term').map(({ textContent }) => textContent);
  const values = screen.queryAllByRole('definition').map(({ textContent }) => textContent.trim());
  return labels.map((label, at) => [label, values[at] ?? '']);
}

test('what is filled is read again in the order of the form, without what the badge shows already', async () => {
  expect(await reviewed()).toEqual([
    ['Employee number', '00412'],
    ['PIN', '•••••• hidden'],
    ['Company', LONG],
    ['Has first aid', 'Yes'],
    ['Extra date 2', '01/06/2027'],
  ]);
});

test('it follows the order the office gave its fields, and what the office calls sensitive is masked', async () => {
  const rows = await reviewed([
    { name: 'personPin', sensitive: false },
    { name: 'personEmployeeNo', sensitive: true },
  ]);
  expect(rows.slice(0, 2)).toEqual([
    ['PIN', '4711'],
    ['Employee number', '•••••• hidden'],
  ]);
});

test('the whole name and where the order would go stand above it', async () => {
  await reviewed();
  const review = within(screen.getByRole('region', { name: 'What will be ordered' }));
  expect(review.getByText(`Åse ${LONG}`)).toBeTruthy();
  expect(review.getByText('Test')).toBeTruthy();
  expect(review.getByText('Breeze Test')).toBeTruthy();
});

test('a name or a last day that is sensitive does not stand on the badge, and its row stays', async () => {
  const rows = await reviewed([
    { name: 'personLastName', sensitive: true },
    { name: 'cardValidUntilDate', sensitive: true },
  ]);
  expect(rows).toContainEqual(['Last name', '•••••• hidden']);
  expect(rows).toContainEqual(['Valid until', '•••••• hidden']);
  expect(rows.map(([label]) => label)).not.toContain('First name');
});

const field = (name: string, kind: 'text' | 'date' = 'text'): FieldView => ({
  name,
  kind: { kind },
  filledByService: false,
  label: null,
  required: false,
  face: false,
});

/** A form with these texts, and the days that they stand for. */
function filled(texts: Record<string, string>, dates: Record<string, string> = {}): EnrolmentView {
  const names = Object.keys(texts);
  const fields = names.map((name) => field(name, /Date|expires/.test(name) ? 'date' : 'text'));
  const view = bare({ ...EVERY_KIND, settings: {}, fields });
  const verdict = { problem: null, warning: null, detail: '' };
  const said = names.map((name) => ({ ...verdict, field: name, date: dates[name] ?? null }));
  return { ...view, values: texts, judgement: { ...view.judgement, fields: said } };
}

test('a full name is read again wherever the badge shows another one', async () => {
  const texts = { personFirstName: 'Åse', personLastName: 'Bjørk', personFullName: 'Ola Nordmann' };
  expect(await rowsOf(filled(texts))).toEqual([['Full name', 'Ola Nordmann']]);
});

test('a full name that stands on the badge is not read again', async () => {
  expect(await rowsOf(filled({ personFirstName: ' ', personFullName: 'Ola Nordmann' }))).toEqual([]);
});

test('a day that is none does not stand on the badge, and is read again', async () => {
  const texts = { cardValidUntilDate: '31/12/2028', 'badge:expires': 'some day' };
  const rows = await rowsOf(filled(texts, { cardValidUntilDate: '2028-12-31' }));
  expect(rows.map(([, text]) => text)).toEqual(['some day']);
});

test('what goes along under “More” is read again', async () => {
  const view = filled({});
  const more = {
    externalId: 'E-1',
    orderReference: ' PO 4711 ',
    objectId: 'O-2',
    userId: 'U-3',
    quantity: '2',
    quantityOffered: true,
  };
  expect(await rowsOf({ ...view, more: { ...view.more, ...more } })).toEqual([
    ['External ID', 'E-1'],
    ['Order reference', 'PO 4711'],
    ['Object ID', 'O-2'],
    ['User ID', 'U-3'],
    ['Quantity', '2'],
  ]);
});

test('of what is proposed the number is read again, and one card is nothing to read', async () => {
  const view = filled({});
  const judgement = { ...view.judgement, externalIdProposed: 'E-9' };
  const more = { ...view.more, quantity: '1', quantityOffered: true };
  expect(await rowsOf({ ...view, more, judgement })).toEqual([['External ID', 'E-9']]);
});

test('what a hidden field sends by default is read again, and masked where it is sensitive', async () => {
  const rows = await reviewed([
    { name: 'orderCostCentre', hidden: true, default: ' 4711 ' },
    { name: 'extra7', hidden: true },
    { name: 'hasFirstAid', hidden: true, default: 'perhaps' },
    { name: 'companyName', hidden: true, default: 'Østbø', sensitive: true },
  ]);
  expect(rows.slice(-2)).toEqual([
    ['Cost centre', '4711'],
    ['Company', '•••••• hidden'],
  ]);
  expect(rows.map(([, text]) => text)).not.toContain(LONG);
});
