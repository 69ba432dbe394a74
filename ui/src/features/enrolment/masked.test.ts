import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk, type Desk } from '../../ipc';
import { Enrolment } from './enrolment.svelte';
import EnrolmentForm from './EnrolmentForm.svelte';

const YEAR = new Date().getFullYear();
const saveEnrolment = vi.fn<Desk['saveEnrolment']>();
let restore: () => void;
let user: UserEvent;
let enrolment: Enrolment;

beforeEach(async () => {
  const view = bare(EVERY_KIND);
  const date = {
    problem: null,
    warning: null,
    detail: '',
    field: 'cardValidUntilDate',
    date: `${YEAR}-12-31`,
  };
  const judgement = { ...view.judgement, fields: [date] };
  const values = { cardValidUntilDate: `31/12/${YEAR}`, hasFirstAid: 'true' };
  saveEnrolment.mockReset().mockResolvedValue(judgement);
  restore = replaceDesk({ saveEnrolment, enrolment: () => Promise.resolve({ ...view, values, judgement }) });
  enrolment = new Enrolment();
  await enrolment.open();
  const nothing = (): void => undefined;
  render(EnrolmentForm, {
    enrolment,
    sensitive: ['cardValidUntilDate', 'hasFirstAid'],
    connections: DESK.connections,
    connection: 'practice',
    keep: nothing,
    openSettings: nothing,
    describe: nothing,
  });
  user = userEvent.setup();
});

afterEach(() => {
  restore();
});

const show = (label: string): Promise<void> =>
  user.click(screen.getByRole('button', { name: `Show ${label}` }));

test('a sensitive date is masked until it is shown, also in its quick choices', async () => {
  const date: HTMLInputElement = screen.getByLabelText('Valid until');
  const choice = screen.getByRole('button', { name: `End of ${YEAR}` });
  expect(date.type).toBe('password');
  expect(choice.getAttribute('aria-pressed')).toBe('false');
  await show('Valid until');
  expect(date.type).toBe('text');
  expect(choice.getAttribute('aria-pressed')).toBe('true');
  await show('Valid until');
  expect(date.type).toBe('password');
});

const answer = (): HTMLSelectElement => screen.getByLabelText('Has first aid');
const answered = (): string | undefined => answer().selectedOptions[0]?.textContent.trim();

test('a sensitive answer is masked until it is shown', async () => {
  expect(answered()).toBe('••••••');
  await show('Has first aid');
  expect(answered()).toBe('Yes');
  await show('Has first aid');
  expect(answered()).toBe('••••••');
});

test('a masked answer is changed as ever, and the new one is masked', async () => {
  await user.selectOptions(answer(), 'No');
  expect(enrolment.values.hasFirstAid).toBe('false');
  await waitFor(() => {
    expect(answered()).toBe('••••••');
  });
});

test('that a sensitive question is not answered may be seen', async () => {
  await user.selectOptions(answer(), 'Not answered');
  expect(enrolment.values.hasFirstAid).toBe('');
  expect(answered()).toBe('Not answered');
});

test('what is not sensitive has no mask to lift', () => {
  expect(screen.queryByRole('button', { name: 'Show Extra date 2' })).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>('Extra date 2').type).toBe('text');
});
