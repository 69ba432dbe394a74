import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PERSON } from '../../dev/privacy';
import { DeskError, replaceDesk, type Desk } from '../../ipc';
import ForgetPerson from './ForgetPerson.svelte';
import ForgetThis from './ForgetThis.svelte';

const findPerson = vi.fn<Desk['findPerson']>();
const forget = vi.fn<Desk['forget']>();
const open = vi.fn();
const forgotten = vi.fn();
let restore: () => void;

beforeEach(() => {
  open.mockReset();
  forgotten.mockReset();
  findPerson.mockReset().mockResolvedValue(PERSON);
  const receipt = { at: '2026-05-04T09:00:00Z', by: 'Ingrid', station: 'Station 2' };
  forget
    .mockReset()
    .mockResolvedValue({ ...receipt, orders: 2, pictures: 1, drafts: 1, people: 1, collected: 1 });
  restore = replaceDesk({ findPerson, forget });
});

afterEach(() => {
  restore();
});

async function fromOrder() {
  render(ForgetThis, { id: '2', open, forgotten });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Forget this person …' }));
  await screen.findByRole('heading', { name: `Forget ${PERSON.person}` });
  return user;
}

const chosen = () => screen.getAllByRole<HTMLInputElement>('checkbox').map((box) => box.checked);

test('what is certainly the person’s is chosen, and a form or somebody of the same name is not', async () => {
  await fromOrder();
  expect(findPerson).toHaveBeenCalledWith({ kind: 'ofOrder', order: '2' });
  expect(chosen()).toEqual([true, false, false, false, false]);
  expect(screen.getByText(/somebody else may have the same name/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Delete 1 for good' })).toBeTruthy();
});

test('an order that is not finished is named, cannot be chosen, and is opened from there', async () => {
  const user = await fromOrder();
  await user.click(screen.getByRole('button', { name: 'Choose all' }));
  expect(chosen()).toEqual([true, true, true, true, true]);
  expect(screen.getByRole('region', { name: 'Not finished, so not deleted' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(open).toHaveBeenCalledWith('3');
  expect(forget).not.toHaveBeenCalled();
});

test('what was chosen is deleted, told by number, and what is not reached is listed', async () => {
  const user = await fromOrder();
  await user.click(screen.getByRole('button', { name: 'Choose all' }));
  await user.click(screen.getByRole('button', { name: 'Delete 5 for good' }));
  expect(forget).toHaveBeenCalledWith({
    orders: ['2', '1'],
    drafts: ['d1'],
    links: [],
    people: ['roster:7'],
    collected: ['8'],
  });
  expect(await screen.findByText('2 orders')).toBeTruthy();
  expect(screen.getByText('1 person of the roster')).toBeTruthy();
  expect(screen.getByText('1 photo')).toBeTruthy();
  expect(screen.getByText('the name on 1 order of somebody else')).toBeTruthy();
  expect(screen.getByText(/badgedesk-2026-04-30\.xlsx/)).toBeTruthy();
  expect(forgotten).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(forgotten).toHaveBeenCalledOnce();
});

test('a person is found by what is typed, and nothing is deleted by closing', async () => {
  findPerson.mockResolvedValue({ ...PERSON, person: 'Østbø' });
  render(ForgetPerson, { open, forgotten });
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Name, number or e-mail'), ' Østbø {Enter}');
  expect(findPerson).toHaveBeenCalledWith({ kind: 'named', text: 'Østbø' });
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(forget).not.toHaveBeenCalled();
  expect(forgotten).not.toHaveBeenCalled();
});

test('nobody of that name is said', async () => {
  findPerson.mockResolvedValue({ ...PERSON, orders: [], drafts: [], links: [], people: [], collected: [] });
  await fromOrder();
  expect(screen.getByText('Nothing is kept of anybody like that.')).toBeTruthy();
});

test('what could not be deleted is said in the dialog, and can be tried again', async () => {
  forget.mockRejectedValueOnce(new DeskError('wrongState'));
  const user = await fromOrder();
  await user.click(screen.getByRole('button', { name: 'Delete 1 for good' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The order has moved on meanwhile');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(findPerson).toHaveBeenCalledTimes(2);
});
