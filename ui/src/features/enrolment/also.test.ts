import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { DeskError, replaceDesk, type Desk, type EnrolmentView } from '../../ipc';
import EnrolmentForm from './EnrolmentForm.svelte';
import { Enrolment } from './enrolment.svelte';

const FILLED: EnrolmentView = { ...bare(EVERY_KIND), values: { personFirstName: 'Kari' } };
const TO_BADGES = 'Issue a badge: Practice badges';
const enrolmentAlso = vi.fn<Desk['enrolmentAlso']>();
const saveEnrolment = vi.fn<Desk['saveEnrolment']>();
const open = vi.fn<Desk['enrolment']>();
let restore: () => void;

beforeEach(() => {
  enrolmentAlso.mockReset().mockResolvedValue({ ...bare(null), id: 'e2' });
  saveEnrolment.mockReset().mockResolvedValue(FILLED.judgement);
  open.mockReset().mockResolvedValue(FILLED);
  restore = replaceDesk({ enrolmentAlso, saveEnrolment, enrolment: open });
});

afterEach(() => {
  restore();
});

async function shown(connections = DESK.connections): Promise<Enrolment> {
  const enrolment = new Enrolment();
  await enrolment.open();
  const rest = { sensitive: [], keep: vi.fn(), openSettings: vi.fn(), describe: vi.fn() };
  render(EnrolmentForm, { enrolment, connections, connection: 'practice', ...rest });
  return enrolment;
}

test('the person of a filled form is taken to another connection, with what was typed last', async () => {
  const enrolment = await shown();
  enrolment.type('personLastName', 'Nordmann');
  open.mockResolvedValue({ ...bare(null), id: 'e2' });
  await userEvent.click(screen.getByText(TO_BADGES));
  const values = { personFirstName: 'Kari', personLastName: 'Nordmann' };
  expect(saveEnrolment.mock.calls[0]?.[0].values).toEqual(values);
  expect(enrolmentAlso).toHaveBeenCalledWith('e1', 'badges');
  expect(saveEnrolment.mock.invocationCallOrder[0]).toBeLessThan(
    enrolmentAlso.mock.invocationCallOrder[0] ?? 0,
  );
  expect(enrolment.view?.id).toBe('e2');
});

test('an empty form, and a station with one connection, offer no other', async () => {
  await shown(DESK.connections.slice(0, 1));
  expect(screen.queryByText('Also order …')).toBeNull();
  open.mockResolvedValue(bare(EVERY_KIND));
  await shown();
  expect(screen.getByText('Also order …').closest('button')?.disabled).toBe(true);
});

test('why the other form does not open stands beside it, and the form stays', async () => {
  const enrolment = await shown();
  enrolmentAlso.mockRejectedValue(new DeskError('noSuchConnection'));
  await userEvent.click(screen.getByText(TO_BADGES));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(enrolment.view?.id).toBe('e1');
});
