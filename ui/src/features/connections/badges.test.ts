import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { language } from '../../i18n';
import { replaceDesk, type CheckReport, type ConnectionView, type Desk } from '../../ipc';
import ConnectionForm from './ConnectionForm.svelte';
import { ConnectionDraft } from './draft.svelte';
import { nameOf } from './names';

const REPORT: CheckReport = {
  steps: [
    ['token', 'passed'],
    ['account', 'passed'],
    ['templates', 'passed'],
  ],
  account: 'badges@office.example',
  templates: 3,
  problem: null,
};

const submitConnection = vi.fn<Desk['submitConnection']>();
let restore: () => void;

beforeEach(() => {
  submitConnection.mockReset().mockResolvedValue({ connection: null, report: REPORT });
  restore = replaceDesk({ submitConnection });
});

afterEach(() => {
  restore();
});

function kept(more: Partial<ConnectionView> = {}): ConnectionView {
  const badges = DESK.connections.find(({ kind }) => kind === 'issueBadge');
  if (!badges) throw new Error('the pretended desk has no badges');
  return { ...badges, environment: 'production', baseUrl: 'https://app.issuebadge.com', ...more };
}

function shown() {
  render(ConnectionForm, { connection: null, saved: vi.fn(), cancel: vi.fn() });
  return userEvent.setup();
}

test('IssueBadge asks for a key alone, unseen, and is checked in words for a key', async () => {
  const user = shown();
  await user.click(screen.getByLabelText('IssueBadge'));
  expect(screen.queryByLabelText('Client ID')).toBeNull();
  expect(screen.queryByLabelText('Tenant IDs')).toBeNull();
  expect(screen.getByLabelText('API key').getAttribute('type')).toBe('password');
  await user.type(screen.getByLabelText('API key'), ' 158|abc ');
  await user.click(screen.getByRole('button', { name: 'Check' }));
  expect(submitConnection.mock.lastCall?.[0]).toMatchObject({
    kind: 'issueBadge',
    name: 'IssueBadge',
    address: { kind: 'production' },
    apiKey: '158|abc',
    clientId: '',
    tenants: [],
    getForCreate: false,
  });
  expect(screen.getByText('IssueBadge accepts it')).toBeTruthy();
  expect(screen.getByText('3 badges to issue')).toBeTruthy();
});

test('a missing key is marked, and nothing is sent', async () => {
  const user = shown();
  await user.click(screen.getByLabelText('IssueBadge'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(submitConnection).not.toHaveBeenCalled();
  expect(screen.getByLabelText('API key').getAttribute('aria-invalid')).toBe('true');
});

test('a kept key may stay empty, and its service cannot be changed', () => {
  const draft = new ConnectionDraft(kept({ getForCreate: true }));
  expect(draft.where).toBe('production');
  expect(draft.empty).toEqual([]);
  expect(draft.form()).toMatchObject({ apiKey: '', getForCreate: true });
  render(ConnectionForm, { connection: kept(), saved: vi.fn(), cancel: vi.fn() });
  expect(screen.queryByRole('radiogroup', { name: 'Service' })).toBeNull();
});

test('a host of one’s own counts as production until it is declared a test', () => {
  const draft = new ConnectionDraft(null, 'issueBadge');
  draft.where = 'other';
  draft.url = 'https://badges.invalid';
  expect(draft.form().address).toMatchObject({ kind: 'other', environment: 'production' });
});

test('the two practice offices are told apart in both languages', () => {
  const names = () => DESK.connections.filter(({ environment }) => environment === 'practice').map(nameOf);
  expect(names()).toEqual(['Practice office', 'Practice badges']);
  language.choose('nb');
  expect(names()).toEqual(['Øvingskontoret', 'Øvingsmerker']);
});
