import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COURSE, UNDESCRIBED } from '../../dev/badges';
import { enrolment as bare } from '../../dev/desk';
import { replaceDesk, type Desk, type Judgement, type TemplateView } from '../../ipc';
import EnrolmentForm from './EnrolmentForm.svelte';
import { Enrolment } from './enrolment.svelte';
import { remarkOf } from './remarks';

const JUDGED: Judgement = { fields: [], ready: true, externalIdProposed: '', expectedExpiry: '2028-11-22' };
const saveEnrolment = vi.fn<Desk['saveEnrolment']>();
const describe = vi.fn();
let restore: () => void;

beforeEach(() => {
  saveEnrolment.mockReset().mockResolvedValue(JUDGED);
  describe.mockReset();
  restore = replaceDesk({ saveEnrolment });
});

afterEach(() => {
  restore();
});

async function shown(template: TemplateView = COURSE, judgement: Judgement = JUDGED) {
  replaceDesk({ enrolment: () => Promise.resolve({ ...bare(template), judgement }) });
  const enrolment = new Enrolment();
  await enrolment.open();
  const props = {
    sensitive: [],
    connections: [],
    connection: 'badges',
    keep: vi.fn(),
    openSettings: vi.fn(),
  };
  render(EnrolmentForm, { enrolment, describe, ...props });
  return { enrolment, user: userEvent.setup() };
}

const input = (label: RegExp | string): HTMLInputElement => screen.getByLabelText(label);

test('a badge has a group of its own, and what the service demands is marked', async () => {
  await shown();
  const groups = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
  expect(groups).toEqual(['Person', 'On this badge', 'Badge', 'Picture']);
  expect(input(/^Employee ID/).getAttribute('aria-required')).toBe('true');
  expect(input('Instructor’s e-mail').inputMode).toBe('email');
});

test('what a badge stands for is under its name, its skills too', async () => {
  await shown();
  expect(screen.getByText('Passed the course and its test · Skills: First aid')).toBeTruthy();
});

test('a badge that tells nothing of itself has no line for it', async () => {
  const silent = COURSE.badge && { ...COURSE.badge, description: null, skills: [] };
  await shown({ ...COURSE, badge: silent });
  expect(screen.queryByText(/Skills/)).toBeNull();
});

test('a demanded field cannot be hidden by the office', async () => {
  await shown({ ...COURSE, settings: { fields: [{ name: 'employee_id', hidden: true }] } });
  expect(input(/^Employee ID/)).toBeTruthy();
});

test('an empty expiry shows the day the template leads to, and none where that is not known', async () => {
  await shown();
  expect(screen.getByText('As the template says: until 22 November 2028')).toBeTruthy();
});

test.each([
  [{ kind: 'never' }, 'As the template says: it never expires'],
  [{ kind: 'asWritten', text: 'end of term' }, 'As the template says: “end of term”'],
  [{ kind: 'notTold' }, 'As the template says; IssueBadge does not tell how long that is'],
  [{ kind: 'reckoned' }, 'As the template says'],
] as const)('an empty expiry of a template with the rule %j says so', async (expiry, says) => {
  const badge = COURSE.badge && { ...COURSE.badge, expiry };
  await shown({ ...COURSE, badge }, { ...JUDGED, expectedExpiry: null });
  expect(screen.getByText(says)).toBeTruthy();
});

test('the warning of an e-mail stands there while the address is still being typed', async () => {
  const field = {
    field: 'recipient:email',
    problem: null,
    detail: '',
    warning: 'sentAtOnce',
    date: null,
  } as const;
  saveEnrolment.mockResolvedValue({ ...JUDGED, fields: [field] });
  const { enrolment, user } = await shown();
  await user.type(input('E-mail'), 'kari@alesund.example');
  await enrolment.flush();
  expect(await screen.findByText(/e-mailed to this address at once/)).toBeTruthy();
});

const issuedOn = (date: string | null): Judgement => {
  const problem = date === null ? 'notADate' : null;
  return { ...JUDGED, fields: [{ field: 'badge:issued', problem, detail: '', warning: null, date }] };
};

test.each([
  ['as the desk reads it', issuedOn('2024-02-29'), '290224', '28/02/2025'],
  ['before the desk has read it', JUDGED, '1.3.2024', '01/03/2025'],
])('quick choices of an expiry count from the typed day of issue, %s', async (_, judgement, typed, year) => {
  saveEnrolment.mockResolvedValue(judgement);
  const { enrolment, user } = await shown();
  await user.type(input('Issued on'), typed);
  await enrolment.flush();
  await user.click(screen.getByRole('button', { name: '1 year' }));
  expect(input('Valid until').value).toBe(year);
  expect(screen.getByRole('button', { name: 'End of 2024' })).toBeTruthy();
});

test('quick choices of an expiry count from today where the day of issue is none', async () => {
  saveEnrolment.mockResolvedValue(issuedOn(null));
  const { enrolment, user } = await shown();
  const thisYear = `End of ${new Date().getFullYear()}`;
  expect(screen.getByRole('button', { name: thisYear })).toBeTruthy();
  await user.type(input('Issued on'), '1.3.2024x');
  await enrolment.flush();
  expect(screen.getByRole('button', { name: thisYear })).toBeTruthy();
});

test('under More a badge has nothing but the office’s own number', async () => {
  const { user } = await shown();
  await user.click(screen.getByText('More'));
  expect(input('External ID')).toBeTruthy();
  expect(screen.queryByLabelText('Order reference')).toBeNull();
});

test('a badge that was not asked about says so, asks, and can be described all the same', async () => {
  const notAsked = COURSE.badge && { ...COURSE.badge, fields: 'notAsked' as const };
  const unasked = { ...COURSE, fields: UNDESCRIBED.fields, badge: notAsked };
  const { user } = await shown(unasked);
  expect(screen.queryByText('IssueBadge does not say which fields this badge has')).toBeNull();
  const chooseTemplate = vi.fn<Desk['chooseTemplate']>();
  chooseTemplate.mockResolvedValueOnce({ ...bare(unasked), judgement: JUDGED });
  chooseTemplate.mockResolvedValueOnce({ ...bare(COURSE), judgement: JUDGED });
  replaceDesk({ chooseTemplate });
  const ask = screen.getByRole('button', { name: 'Ask for the fields' });
  await user.click(ask);
  expect(await screen.findByText('IssueBadge has still not told them. Ask again in a moment.')).toBeTruthy();
  expect(document.activeElement, 'to ask again').toBe(ask);
  await user.click(screen.getByRole('button', { name: 'Describe the fields …' }));
  expect(describe).toHaveBeenCalledOnce();
  await user.click(ask);
  expect(chooseTemplate).toHaveBeenLastCalledWith('e1', COURSE.id);
  expect(await screen.findByLabelText(/^Employee ID/)).toBeTruthy();
  await waitFor(() => {
    expect(document.activeElement, 'the first of the fields that came').toBe(input(/^Employee ID/));
  });
  expect(screen.queryByText('The fields of this badge are not here yet')).toBeNull();
});

test('a badge whose fields nobody told offers to describe them', async () => {
  const { user } = await shown(UNDESCRIBED);
  await user.click(screen.getByRole('button', { name: 'Describe the fields …' }));
  expect(describe).toHaveBeenCalledOnce();
});

test('a text that is too long says how long it may be', () => {
  const verdict = {
    field: 'recipient:name',
    problem: 'tooLong',
    detail: '200',
    warning: null,
    date: null,
  } as const;
  const remark = remarkOf({ verdict, said: undefined, due: true });
  expect(remark?.text).toBe('Longer than the 200 characters that the service takes');
});
