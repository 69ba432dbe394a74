import { render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk, type FieldSettings, type Judgement } from '../../ipc';
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
  const verdict = { field: 'extraDate2', problem: null, warning: null, detail: '', date: '2027-06-01' };
  const judgement: Judgement = {
    fields: [verdict],
    ready: true,
    externalIdProposed: '',
    expectedExpiry: null,
  };
  const view = { ...bare({ ...EVERY_KIND, settings: { fields } }), values: VALUES, judgement };
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
