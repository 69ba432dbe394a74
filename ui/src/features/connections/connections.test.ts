import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type CheckReport, type ConnectionView, type Desk } from '../../ipc';
import ConnectionForm from './ConnectionForm.svelte';
import { ConnectionDraft } from './draft.svelte';
import { Submission } from './submission.svelte';

const PASSED: CheckReport = {
  steps: [
    ['token', 'passed'],
    ['account', 'passed'],
    ['templates', 'passed'],
  ],
  account: 'api@office.example',
  templates: 30,
  problem: null,
};

const FAILED: CheckReport = {
  steps: [
    ['token', 'failed'],
    ['account', 'notReached'],
    ['templates', 'notReached'],
  ],
  account: null,
  templates: null,
  problem: { code: 'secretExpired', detail: '', fields: [] },
};

function connection(more: Partial<ConnectionView> = {}): ConnectionView {
  const [, test] = DESK.connections;
  if (!test) throw new Error('the pretended desk has no test connection');
  return { ...test, id: 'c1', name: 'Head office', tenants: ['t1'], ...more };
}

const submitConnection = vi.fn<Desk['submitConnection']>();
const saved = vi.fn<(connection: ConnectionView, isNew: boolean) => void>();
let restore: () => void;

beforeEach(() => {
  saved.mockReset();
  submitConnection.mockReset().mockResolvedValue({ connection: connection(), report: PASSED });
  restore = replaceDesk({ submitConnection, stopWaitingForKeyring: () => Promise.resolve(null) });
});

afterEach(() => {
  restore();
});

async function typed(): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(ConnectionForm, { connection: null, saved, cancel: () => undefined });
  await user.type(screen.getByLabelText('Client ID'), ' id-1 ');
  await user.type(screen.getByLabelText('Client secret'), 'hidden');
  await user.type(screen.getByLabelText('Tenant IDs'), 't1, t2');
  return user;
}

const press = (user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> =>
  user.click(screen.getByRole('button', { name }));

test('what was typed is submitted trimmed, with the usual name where none was given', async () => {
  const user = await typed();
  await press(user, 'Save');
  const form = {
    id: null,
    name: 'Breeze Test',
    address: { kind: 'test' },
    clientId: 'id-1',
    keep: 'keyring',
  };
  expect(submitConnection).toHaveBeenCalledWith(
    expect.objectContaining({ ...form, clientSecret: 'hidden', tenants: ['t1', 't2'] }),
    'save',
  );
  expect(saved).toHaveBeenCalledWith(connection(), true);
});

test('the secret is typed unseen and never offered by the web view', () => {
  render(ConnectionForm, { connection: null, saved, cancel: () => undefined });
  const secret = screen.getByLabelText('Client secret');
  expect(secret.getAttribute('type')).toBe('password');
  expect(secret.getAttribute('autocomplete')).toBe('off');
});

test('what is empty is marked and nothing is sent', async () => {
  const user = userEvent.setup();
  render(ConnectionForm, { connection: null, saved, cancel: () => undefined });
  await press(user, 'Save');
  expect(submitConnection).not.toHaveBeenCalled();
  for (const label of ['Client ID', 'Client secret', 'Tenant IDs']) {
    expect(screen.getByLabelText(label).getAttribute('aria-invalid'), label).toBe('true');
  }
  await user.type(screen.getByLabelText('Client ID'), 'x');
  expect(screen.getByLabelText('Client ID').hasAttribute('aria-invalid')).toBe(false);
});

test('another address counts as production until it is declared a test', async () => {
  const user = await typed();
  await user.click(screen.getByLabelText('Other address'));
  await user.type(screen.getByLabelText('Address'), 'https://breeze.invalid');
  expect(screen.getByText('Production', { selector: '[data-environment]' })).toBeTruthy();
  await press(user, 'Check');
  const [form] = submitConnection.mock.lastCall ?? [];
  expect(form?.address).toEqual({
    kind: 'other',
    url: 'https://breeze.invalid',
    environment: 'production',
  });
  await user.click(screen.getByLabelText('Tests'));
  await press(user, 'Check');
  expect(submitConnection.mock.lastCall?.[0].address).toMatchObject({ environment: 'test' });
});

test('an address that cannot be used is marked itself', async () => {
  submitConnection.mockRejectedValue(new DeskError('insecureAddress'));
  const user = await typed();
  await user.click(screen.getByLabelText('Other address'));
  await user.type(screen.getByLabelText('Address'), 'http://breeze.invalid');
  await press(user, 'Check');
  expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/The address is not encrypted/)).toBeTruthy();
});

test('a check tells each step, and the problem beside the one it stopped at', async () => {
  submitConnection.mockResolvedValue({ connection: null, report: FAILED });
  const user = await typed();
  await press(user, 'Check');
  const steps = within(screen.getByRole('list', { name: 'What was checked' })).getAllByRole('listitem');
  expect(steps.map((step) => step.dataset.state)).toEqual(['failed', 'notReached', 'notReached']);
  expect(steps[0]?.textContent).toContain('The client secret has expired');
  expect(saved).not.toHaveBeenCalled();
});

test('a check that passes says as whom and how many templates there are', async () => {
  submitConnection.mockResolvedValue({ connection: null, report: PASSED });
  const user = await typed();
  await press(user, 'Check');
  expect(screen.getByText('Signed in as api@office.example')).toBeTruthy();
  expect(screen.getByText('30 templates to order')).toBeTruthy();
});

test('a connection that is kept but fails its check is edited, not added a second time', async () => {
  submitConnection.mockResolvedValue({ connection: connection(), report: FAILED });
  const user = await typed();
  await press(user, 'Save');
  expect(screen.getByText('Saved, but it does not work yet')).toBeTruthy();
  await press(user, 'Save');
  expect(submitConnection.mock.lastCall?.[0].id).toBe('c1');
});

test('without a keyring the secret can be kept for this run', async () => {
  submitConnection.mockRejectedValueOnce(new DeskError('noKeyring'));
  const user = await typed();
  await press(user, 'Save');
  await press(user, 'Keep for this run only');
  expect(submitConnection.mock.calls.map(([form, intent]) => [form.keep, intent])).toEqual([
    ['keyring', 'save'],
    ['thisRun', 'save'],
  ]);
  expect(saved).toHaveBeenCalledOnce();
});

test.each([
  [true, 1],
  [false, 0],
])(
  'where orders cannot be kept (%s), a secret for this run says that nothing can be ordered',
  async (none, said) => {
    submitConnection.mockRejectedValueOnce(new DeskError('noKeyring'));
    const edited = connection({ secret: 'keyring' });
    render(ConnectionForm, { connection: edited, saved, cancel: () => undefined, takesNoOrder: none });
    await press(userEvent.setup(), 'Save');
    expect(screen.getByRole('button', { name: 'Keep for this run only' })).toBeTruthy();
    expect(screen.queryAllByText(/but order nothing/)).toHaveLength(said);
  },
);

test('an answer that nobody waits for any more says nothing, but is not forgotten', async () => {
  let answer: (late: Awaited<ReturnType<Desk['submitConnection']>>) => void = () => undefined;
  submitConnection.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const submission = new Submission(connection({ id: 'old' }), saved);
  const first = submission.submit('save');
  expect(submission.busy).toBe('save');
  submission.cancel();
  answer({ connection: connection(), report: PASSED });
  await first;
  expect(submission.busy).toBeNull();
  expect(submission.report).toBeNull();
  expect(saved).not.toHaveBeenCalled();
  expect(submission.draft.form().id).toBe('c1');
});

test('a kept connection opens with what is known of it, and its secret may stay empty', () => {
  const draft = new ConnectionDraft(connection({ baseUrl: 'https://system.idportal.no/' }));
  expect(draft.where).toBe('production');
  expect(draft.empty).toEqual([]);
  expect(draft.form()).toMatchObject({ id: 'c1', name: 'Head office', tenants: ['t1'], clientSecret: '' });
});

test('a secret that is not on this computer any more has to be typed again', () => {
  const draft = new ConnectionDraft(connection({ secret: 'missing' }));
  expect(draft.empty).toEqual(['clientId', 'clientSecret']);
});

test('a secret kept for this run stays there when its connection is edited', () => {
  expect(new ConnectionDraft(connection({ secret: 'thisRun' })).form().keep).toBe('thisRun');
});
