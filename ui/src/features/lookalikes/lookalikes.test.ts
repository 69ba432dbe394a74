import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { orderRow, orderView } from '../../dev/history';
import { language } from '../../i18n';
import { DeskError, replaceDesk, type Desk, type Lookalikes as Found } from '../../ipc';
import { Enrolment } from '../enrolment/enrolment.svelte';
import { wordsForEvent } from '../history/timeline';
import LookalikesDialog from './LookalikesDialog.svelte';

const OLA = orderRow('7', 'Ola Nordmann');
const BEFORE: Found = {
  person: 'Ola N.',
  orders: [{ row: OLA, same: ['email'] }],
  samePicture: [],
  pictureField: null,
  days: 90,
};
const PICTURE: Found = { ...BEFORE, orders: [], samePicture: [OLA], pictureField: 'personPhoto1' };

const placeOrder = vi.fn<Desk['placeOrder']>();
const placeOrderAnyway = vi.fn<Desk['placeOrderAnyway']>();
const lookalikes = vi.fn<Desk['lookalikes']>();
const opened = vi.fn<(order: string) => void>();
let restore: () => void;

beforeEach(() => {
  const sending = orderView(orderRow('8', 'Ola N.', { state: 'sending' }));
  placeOrder.mockReset().mockRejectedValue(new DeskError('orderedBefore'));
  placeOrderAnyway.mockReset().mockResolvedValue(sending);
  lookalikes.mockReset().mockResolvedValue(BEFORE);
  opened.mockReset();
  restore = replaceDesk({
    enrolment: () => Promise.resolve(bare(EVERY_KIND)),
    saveEnrolment: () => Promise.resolve(bare(EVERY_KIND).judgement),
    settled: () => Promise.resolve(sending),
    placeOrder,
    placeOrderAnyway,
    lookalikes,
  });
});

afterEach(() => {
  restore();
});

async function asked(): Promise<{ enrolment: Enrolment; user: ReturnType<typeof userEvent.setup> }> {
  const enrolment = new Enrolment();
  await enrolment.open();
  render(LookalikesDialog, {
    lookalikes: enrolment.lookalikes,
    open: opened,
    anyway: (reason: string) => void enrolment.order(reason),
  });
  await enrolment.order();
  await screen.findByRole('dialog');
  return { enrolment, user: userEvent.setup() };
}

test('an order like it is shown with what is the same, and nothing is ordered', async () => {
  const { enrolment } = await asked();
  expect(screen.getByText('Ola Nordmann')).toBeTruthy();
  expect(screen.getByText('Same e-mail address')).toBeTruthy();
  expect(enrolment.error).toBeNull();
  expect(enrolment.ordering.order).toBeNull();
});

test.each([
  ['en', 'Same e-mail address · Already ordered in its place'],
  ['nb', 'Samme e-postadresse · Allerede bestilt i stedet'],
] as const)('an order that already took the place of the same one says so: %s', async (tongue, words) => {
  language.choose(tongue);
  lookalikes.mockResolvedValue({ ...BEFORE, orders: [{ row: OLA, same: ['email', 'orderedAgain'] }] });
  await asked();
  expect(screen.getByText(words)).toBeTruthy();
});

test('it is ordered anyway only with a reason', async () => {
  const { user } = await asked();
  const anyway = screen.getByRole('button', { name: 'Order anyway' });
  await user.click(anyway);
  expect(await screen.findByText(/Write a reason/)).toBeTruthy();
  expect(placeOrderAnyway).not.toHaveBeenCalled();
  await user.type(screen.getByLabelText('Why order anyway?'), ' two gates ');
  await user.click(anyway);
  await waitFor(() => {
    expect(placeOrderAnyway).toHaveBeenCalledWith('e1', 'two gates');
  });
  expect(screen.queryByText('Ordered before?')).toBeNull();
});

test('that one can be opened, and the form stays', async () => {
  const { enrolment, user } = await asked();
  await user.click(screen.getByRole('button', { name: 'Open the order for Ola Nordmann' }));
  expect(opened).toHaveBeenCalledWith('7');
  expect(enrolment.view?.id).toBe('e1');
});

test('a picture of somebody else leaves no way to order', async () => {
  lookalikes.mockResolvedValue(PICTURE);
  placeOrder.mockRejectedValue(new DeskError('pictureOfAnother'));
  await asked();
  expect(screen.getByText('This is somebody else’s picture')).toBeTruthy();
  expect(screen.getByText('Ola N.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Order anyway' })).toBeNull();
});

test('what cannot be shown is said in the form', async () => {
  lookalikes.mockRejectedValue(new DeskError('ledgerFailed'));
  const enrolment = new Enrolment();
  await enrolment.open();
  await enrolment.order();
  expect(enrolment.error?.code).toBe('orderedBefore');
});

test('a reissue is told with its reason, and one that nobody knows without', () => {
  const told = (detail: string): string => wordsForEvent({ kind: 'reissued', detail, day: null });
  expect(told('lost')).toBe('Reissued by a new order: Lost');
  expect(told('stolen')).toBe('Reissued by a new order');
});
