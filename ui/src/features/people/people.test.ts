import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { KNOWN } from '../../dev/people';
import { DeskError, replaceDesk, type Desk, type KnownPerson } from '../../ipc';
import { Enrolment } from '../enrolment/enrolment.svelte';
import EnrolmentForm from '../enrolment/EnrolmentForm.svelte';

const knownPeople = vi.fn<Desk['knownPeople']>();
const bringPerson = vi.fn<Desk['bringPerson']>();
const view = bare(EVERY_KIND);
const KARI = { personFirstName: 'Kari', personLastName: 'Nordmann', personEmployeeNo: '00412' };
let restore: () => void;
let enrolment: Enrolment;

beforeEach(() => {
  knownPeople.mockReset().mockResolvedValue([...KNOWN]);
  bringPerson.mockReset().mockResolvedValue({ ...view, values: KARI });
  restore = replaceDesk({
    knownPeople,
    bringPerson,
    enrolment: () => Promise.resolve(view),
    nextPerson: () => Promise.resolve({ ...view, id: 'e2' }),
    saveEnrolment: () => Promise.resolve(view.judgement),
  });
  enrolment = new Enrolment();
});

afterEach(() => {
  restore();
});

async function shown(offerKnown = true): Promise<ReturnType<typeof userEvent.setup>> {
  await enrolment.open();
  render(EnrolmentForm, {
    enrolment,
    sensitive: ['personPin'],
    offerKnown,
    connections: DESK.connections,
    connection: 'practice',
    keep: vi.fn(),
    openSettings: () => undefined,
    describe: () => undefined,
  });
  return userEvent.setup();
}

const input = (label: RegExp | string): HTMLInputElement => screen.getByLabelText(label);
const first = (): HTMLInputElement => input(/^First name/);
const list = (): HTMLElement | null => screen.queryByRole('listbox', { hidden: true });
const isOpen = (): Promise<HTMLElement> => screen.findByRole('listbox', { hidden: true });
/** Longer than the pause after which it is asked. */
const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 250));

test('two letters offer known people under the field, and Enter fills the form with the chosen one', async () => {
  const user = await shown();
  expect(first().getAttribute('aria-expanded')).toBe('false');
  await user.type(first(), 'ka');
  const options = within(await isOpen()).getAllByRole('option', { hidden: true });
  expect(options.map((option) => option.querySelector('strong')?.textContent)).toEqual(
    KNOWN.map(({ name }) => name),
  );
  expect(options[0]?.textContent).toContain('00412 · kari@example.invalid · Røntgen');
  expect(options[0]?.textContent).toContain('Company ID card, ordered');
  expect(options[1]?.textContent).toContain('Roster of');
  expect(first().getAttribute('aria-expanded')).toBe('true');
  expect(first().getAttribute('aria-activedescendant')).toBeNull();
  await user.keyboard('{ArrowDown}');
  expect(first().getAttribute('aria-activedescendant')).toBe(options[0]?.id);
  expect(options[0]?.getAttribute('aria-selected')).toBe('true');
  expect(document.activeElement).toBe(first());
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect(input(/^Last name/).value).toBe('Nordmann');
  });
  expect(bringPerson).toHaveBeenCalledWith('e1', 'order:1');
  expect(input('Employee number').value).toBe('00412');
  expect(list()).toBeNull();
});

test('a person is brought with the mouse too, and the field keeps the focus', async () => {
  const user = await shown();
  await user.type(first(), 'ka');
  await user.click(within(await isOpen()).getByText(KNOWN[1]?.name ?? ''));
  expect(bringPerson).toHaveBeenCalledWith('e1', 'roster:7');
  expect(document.activeElement).toBe(first());
});

test('one letter, other fields and masked ones ask nobody', async () => {
  const user = await shown();
  await user.type(first(), 'k');
  await user.type(input('Department'), 'kari');
  await user.type(input('PIN'), 'kari');
  await pause();
  expect(knownPeople).not.toHaveBeenCalled();
  expect(input('Department').getAttribute('role')).toBeNull();
});

test('it is asked once after a pause, with all parts of the name', async () => {
  await shown();
  vi.useFakeTimers();
  const type = (field: HTMLInputElement, value: string) => fireEvent.input(field, { target: { value } });
  await type(first(), 'kari');
  for (const text of ['n', 'no', 'nor']) await type(input(/^Last name/), text);
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  expect(knownPeople.mock.calls).toEqual([['e1', 'kari nor']]);
});

test('where the office wants nobody offered, the fields are as ever', async () => {
  const user = await shown(false);
  await user.type(first(), 'kari');
  await pause();
  expect(knownPeople).not.toHaveBeenCalled();
  expect(first().getAttribute('role')).toBeNull();
});

test('Enter without a choice, Escape and Tab leave what is typed as it is', async () => {
  const user = await shown();
  await user.type(first(), 'ka');
  await isOpen();
  await user.keyboard('{Enter}');
  expect(bringPerson).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(list()).toBeNull();
  await user.type(first(), 'r');
  await isOpen();
  await user.keyboard('{ArrowDown}{Tab}');
  expect(list()).toBeNull();
  expect(document.activeElement).not.toBe(first());
  expect(first().value).toBe('kar');
  expect(bringPerson).not.toHaveBeenCalled();
});

test('the arrows go round through the field', async () => {
  const user = await shown();
  await user.type(first(), 'ka');
  await isOpen();
  const chosen = (): string | undefined => list()?.querySelector('[aria-selected=true]')?.id.slice(-1);
  const went = [];
  for (const key of ['{ArrowUp}', '{ArrowDown}', '{ArrowDown}', '{ArrowDown}']) {
    await user.keyboard(key);
    went.push(chosen());
  }
  expect(went).toEqual(['1', undefined, '0', '1']);
});

test('an answer that comes late is dropped', async () => {
  let late: (people: KnownPerson[]) => void = () => undefined;
  knownPeople.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const user = await shown();
  await user.type(first(), 'ka');
  await waitFor(() => {
    expect(knownPeople).toHaveBeenCalledTimes(1);
  });
  await user.tab();
  late([...KNOWN]);
  await pause();
  expect(list()).toBeNull();
});

test('the next person meets no list of the one before', async () => {
  const user = await shown();
  await user.type(first(), 'ka');
  await isOpen();
  await enrolment.nextPerson();
  await waitFor(() => {
    expect(list()).toBeNull();
  });
});

test('whoever was just filled in is not offered for that form again', async () => {
  const user = await shown();
  await user.type(first(), 'ka');
  await isOpen();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => {
    expect(first().value).toBe('Kari');
  });
  await user.type(first(), 'n');
  const options = within(await isOpen()).getAllByRole('option', { hidden: true });
  expect(options).toHaveLength(1);
  knownPeople.mockResolvedValue(KNOWN.slice(0, 1));
  await user.type(first(), 'n');
  await waitFor(() => {
    expect(list()).toBeNull();
  });
});

test('a ledger that does not answer stops nobody from typing', async () => {
  knownPeople.mockRejectedValue(new DeskError('ledgerLocked'));
  const user = await shown();
  await user.type(first(), 'kari');
  await pause();
  expect(first().value).toBe('kari');
  expect(screen.queryByRole('alert')).toBeNull();
});
