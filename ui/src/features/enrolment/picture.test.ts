import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { DeskError, replaceDesk, type Desk, type EnrolmentView, type Judgement } from '../../ipc';
import { Enrolment } from './enrolment.svelte';

const judgement: Judgement = { fields: [], ready: true, externalIdProposed: '', expectedExpiry: null };
const view: EnrolmentView = { ...bare(EVERY_KIND), judgement };
const open = vi.fn<Desk['enrolment']>();
const placeOrder = vi.fn<Desk['placeOrder']>();
let restore: () => void;
let enrolment: Enrolment;

beforeEach(() => {
  open.mockReset();
  placeOrder.mockReset();
  restore = replaceDesk({
    enrolment: open,
    placeOrder,
    saveEnrolment: () => Promise.resolve(judgement),
  });
  enrolment = new Enrolment();
});

afterEach(() => {
  restore();
});

/** The form with a picture that is sent by its address. */
function withPicture(version: number): EnrolmentView {
  const crop = { x: 0, y: 0, width: 10, height: 10, angle: 0 };
  const address = 'https://pictures.invalid/a.jpg';
  const size = { width: 10, height: 10, portrait: null };
  const field = 'personPhoto1';
  return { ...view, pictures: { [field]: { field, source: 'address', crop, address, version, ...size } } };
}

test('a picture that is another one by now is shown and named, until it is replaced', async () => {
  const fields = [{ field: 'personPhoto1', problem: 'addressNotPassed' as const, detail: '' }];
  open.mockResolvedValue(withPicture(1));
  placeOrder.mockRejectedValue(new DeskError('pictureChanged', '', fields));
  await enrolment.open();
  open.mockResolvedValue(withPicture(2));
  await enrolment.order();
  expect(enrolment.view?.pictures.personPhoto1?.version).toBe(2);
  expect(enrolment.remark('personPhoto1')?.text).toContain('looked at again before ordering');
  expect(enrolment.missing).toHaveLength(1);
  await enrolment.refresh();
  expect(enrolment.missing, 'the same picture').toHaveLength(1);
  open.mockResolvedValue(withPicture(3));
  await enrolment.refresh();
  expect(enrolment.remark('personPhoto1')).toBeUndefined();
  expect(enrolment.missing).toHaveLength(0);
});

test('a picture that was cut otherwise is no more the one that something was said of', async () => {
  const fields = [{ field: 'personPhoto1', problem: 'saidByService' as const, detail: 'too large' }];
  open.mockResolvedValue(withPicture(1));
  placeOrder.mockRejectedValue(new DeskError('badInput', '', fields));
  await enrolment.open();
  await enrolment.order();
  expect(enrolment.remark('personPhoto1')?.text).toContain('too large');
  const cut = withPicture(2).pictures.personPhoto1;
  if (cut) enrolment.recut('e1', cut);
  expect(enrolment.remark('personPhoto1')).toBeUndefined();
});
