import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enrolment as bare, template } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk, type EnrolmentView, type FieldView, type PictureView } from '../../ipc';
import { keymap } from '../../keys/keymap.svelte';
import { Enrolment } from './enrolment.svelte';
import OrderBar from './OrderBar.svelte';
import { isTouched, NO_MORE } from './texts';

const field = (name: string): FieldView => ({
  name,
  kind: { kind: 'text' },
  filledByService: false,
  label: null,
  required: false,
  face: false,
});
const CARD = template('card', 'Company', {
  fields: [field('personFirstName'), field('companyName'), field('title')],
  settings: {
    fields: [
      { name: 'companyName', pinned: true },
      { name: 'title', default: 'Nurse' },
    ],
  },
});
const view = bare(CARD);
const nextPerson = vi.fn<() => Promise<EnrolmentView>>();
let restore: () => void;

beforeEach(() => {
  nextPerson.mockReset().mockResolvedValue({ ...view, id: 'e2' });
  restore = replaceDesk({
    nextPerson,
    enrolment: () => Promise.resolve({ ...bare(EVERY_KIND) }),
    saveEnrolment: () => Promise.resolve(view.judgement),
  });
});

afterEach(() => {
  restore();
});

test('what a pin or a default put there is nobody’s work', () => {
  expect(isTouched(view, {}, NO_MORE)).toBe(false);
  expect(isTouched(view, { companyName: 'Ålesund kommune', title: 'Nurse' }, NO_MORE)).toBe(false);
  expect(isTouched(view, { personFirstName: '  ' }, NO_MORE)).toBe(false);
  expect(isTouched(view, {}, { ...NO_MORE, tenant: 'chosen for many' })).toBe(false);
});

test('what somebody typed, shot or wrote under More is work', () => {
  expect(isTouched(view, { personFirstName: 'Åse' }, NO_MORE)).toBe(true);
  expect(isTouched(view, { title: 'Doctor' }, NO_MORE)).toBe(true);
  expect(isTouched(view, {}, { ...NO_MORE, orderReference: 'A-1' })).toBe(true);
  expect(isTouched({ ...view, pictures: { photo: {} as PictureView } }, {}, NO_MORE)).toBe(true);
  expect(isTouched(bare(null), { anything: 'typed' }, NO_MORE)).toBe(true);
});

async function atTheCounter(): Promise<Enrolment> {
  const enrolment = new Enrolment();
  await enrolment.open();
  render(OrderBar, { enrolment });
  return enrolment;
}

const next = () => fireEvent.keyDown(window, { key: 'n', code: 'KeyN', ctrlKey: true });

test('Ctrl+N on a form that nobody touched calls the next person at once', async () => {
  const detach = keymap.listen(window);
  await atTheCounter();
  await next();
  expect(nextPerson).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button', { name: 'Throw away' })).toBeNull();
  detach();
});

test('Ctrl+N on work that nobody ordered asks before it throws it away', async () => {
  const detach = keymap.listen(window);
  const enrolment = await atTheCounter();
  enrolment.type('personFirstName', 'Åse');
  await next();
  expect(nextPerson).not.toHaveBeenCalled();
  await fireEvent.click(await screen.findByRole('button', { name: 'Throw away' }));
  await vi.waitFor(() => {
    expect(nextPerson).toHaveBeenCalledOnce();
  });
  detach();
});
