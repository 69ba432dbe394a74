import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COURSE, UNDESCRIBED, withFields } from '../../dev/badges';
import { DeskError, replaceDesk, type Desk, type TemplateList } from '../../ipc';
import DescribeFields from './DescribeFields.svelte';
import { DescribeDraft } from './describe.svelte';

const SCORE = { key: 'score', label: 'Score', kind: 'number', required: true } as const;
const KNOWN = withFields(UNDESCRIBED, [SCORE]);
const LIST: TemplateList = { templates: [KNOWN], readAt: null, changes: [], problem: null };
const describeFields = vi.fn<Desk['describeFields']>();
const importFields = vi.fn<Desk['importFields']>();
const exportFields = vi.fn<Desk['exportFields']>();
const described = vi.fn<(list: TemplateList) => Promise<void>>();
const close = vi.fn();
let restore: () => void;

beforeEach(() => {
  describeFields.mockReset().mockResolvedValue(LIST);
  importFields.mockReset().mockResolvedValue(LIST);
  exportFields.mockReset().mockResolvedValue(true);
  described.mockReset().mockResolvedValue();
  close.mockReset();
  restore = replaceDesk({ describeFields, importFields, exportFields });
});

afterEach(() => {
  restore();
});

function shown(template = UNDESCRIBED) {
  render(DescribeFields, { template, described, close });
  return userEvent.setup();
}

const press = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(screen.getByRole('button', { name }));

test('fields are described by key, name, type and need, and kept in their order', async () => {
  const user = shown();
  await user.type(screen.getByLabelText('Key at IssueBadge: field 1'), ' employee_id ');
  await user.type(screen.getByLabelText('Name on the form: employee_id'), 'Employee ID');
  await user.click(screen.getByLabelText('Required: employee_id'));
  await press(user, 'Add a field');
  await user.type(screen.getByLabelText('Key at IssueBadge: field 2'), 'score');
  await user.selectOptions(screen.getByLabelText('Type: score'), 'Number');
  await press(user, 'Move score up');
  await press(user, 'Save');
  expect(describeFields).toHaveBeenCalledWith('B2', [
    { key: 'score', label: '', kind: 'number', required: false },
    { key: 'employee_id', label: 'Employee ID', kind: 'text', required: true },
  ]);
  expect(described).toHaveBeenCalledWith(LIST);
  expect(close).toHaveBeenCalledOnce();
});

test('a key that is missing or there twice is marked, and nothing is kept', async () => {
  const user = shown(KNOWN);
  await press(user, 'Add a field');
  await user.type(screen.getByLabelText('Key at IssueBadge: field 2'), 'score');
  await press(user, 'Save');
  expect(screen.getByText('This key is there already')).toBeTruthy();
  expect(describeFields).not.toHaveBeenCalled();
});

test('a row nobody wrote into is no field', () => {
  const draft = new DescribeDraft([SCORE]);
  draft.add();
  expect(draft.sound).toBe(true);
  expect(draft.fields()).toEqual([SCORE]);
});

test('an imported description stands in the editor, and a file that holds none says so', async () => {
  const user = shown();
  await press(user, 'Import …');
  expect(await screen.findByLabelText('Name on the form: score')).toHaveProperty('value', 'Score');
  importFields.mockRejectedValue(new DeskError('notFieldDescriptions'));
  await press(user, 'Import …');
  expect((await screen.findByRole('alert')).textContent).toContain('holds no field descriptions');
});

test('fields that the service tells badly are described from what it tells', async () => {
  const user = shown(COURSE);
  await user.selectOptions(screen.getByLabelText('Type: employee_id'), 'Number');
  await press(user, 'Save');
  expect(describeFields.mock.lastCall?.[1]).toEqual([
    { key: 'employee_id', label: 'Employee ID', kind: 'number', required: true },
    { key: 'score', label: 'Score', kind: 'number', required: false },
    { key: 'completion_date', label: 'Completion date', kind: 'date', required: false },
    { key: 'instructor_email', label: 'Instructor’s e-mail', kind: 'email', required: false },
    { key: 'certificate_photo', label: 'Photo on the certificate', kind: 'image', required: false },
  ]);
});

test('a description is dropped for what the service tells', async () => {
  const user = shown(withFields(COURSE, [SCORE]));
  describeFields.mockResolvedValue({ ...LIST, templates: [COURSE] });
  await press(user, 'As IssueBadge tells');
  expect(describeFields).toHaveBeenCalledWith('B1', null);
  expect(await screen.findByLabelText('Key at IssueBadge: employee_id')).toBeTruthy();
  expect(close).not.toHaveBeenCalled();
});

test('where nothing is described there is no description to drop', () => {
  shown(COURSE);
  expect(screen.queryByRole('button', { name: 'As IssueBadge tells' })).toBeNull();
});

test('only a description that is kept can be exported', async () => {
  const user = shown(KNOWN);
  await press(user, 'Export …');
  expect(exportFields).toHaveBeenCalledWith('B2', 'Save the field description');
  expect(await screen.findByText('Exported')).toBeTruthy();
});
