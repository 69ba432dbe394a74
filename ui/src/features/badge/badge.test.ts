import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { issuedBadge } from '../../dev/badges';
import { DeskError, replaceDesk, type Desk } from '../../ipc';
import BadgeNow from './BadgeNow.svelte';
import { IssuedBadge } from './issued.svelte';
import PublicPage from './PublicPage.svelte';
import ServiceHistory from './ServiceHistory.svelte';
import { eventWords, factsOf, whenTold } from './told';

const REF = { kind: 'order', id: 'o1' } as const;
const URL_SHOWN = 'https://app.issuebadge.com/v/x1';
const read = vi.fn<Desk['issuedBadge']>();
const changeBadge = vi.fn<Desk['changeBadge']>();
const saveCertificate = vi.fn<Desk['saveCertificate']>();
const openBadge = vi.fn<Desk['openBadge']>();
const badgeQr = vi.fn<Desk['badgeQr']>();
const badgeHistory = vi.fn<Desk['badgeHistory']>();
let restore: () => void;

beforeEach(() => {
  read.mockReset().mockResolvedValue(issuedBadge('x1'));
  changeBadge.mockReset();
  saveCertificate.mockReset().mockResolvedValue(true);
  openBadge.mockReset().mockResolvedValue(null);
  badgeQr.mockReset().mockResolvedValue(new Blob(['<svg/>'], { type: 'image/svg+xml' }));
  badgeHistory.mockReset().mockResolvedValue([{ action: 'revoked', by: 'Ingrid', at: '2026-05-05 09:12' }]);
  restore = replaceDesk({
    issuedBadge: read,
    changeBadge,
    saveCertificate,
    openBadge,
    badgeQr,
    badgeHistory,
  });
});

afterEach(() => {
  restore();
});

async function shown() {
  const badge = new IssuedBadge(REF);
  await badge.read();
  render(BadgeNow, { badge, person: 'Kari Nordmann' });
  return { badge, user: userEvent.setup() };
}

const press = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(screen.getByRole('button', { name }));

test('a badge is revoked only after a question that names the person, with reason and comments', async () => {
  changeBadge.mockResolvedValue(issuedBadge('x1', { standing: { kind: 'revoked', reason: 'Left' } }));
  const { user } = await shown();
  expect(screen.queryByRole('button', { name: 'Reinstate …' }), 'it is in force').toBeNull();
  await press(user, 'Revoke …');
  expect(changeBadge).not.toHaveBeenCalled();
  const dialog = within(screen.getByRole('dialog', { name: 'Revoke the badge of Kari Nordmann?' }));
  await user.type(dialog.getByLabelText('Reason'), ' Left ');
  await user.type(dialog.getByLabelText(/^Comments/), 'On 4 May');
  await user.click(dialog.getByRole('button', { name: 'Revoke' }));
  expect(changeBadge).toHaveBeenCalledWith(REF, { kind: 'revoke', reason: 'Left', comments: 'On 4 May' });
  expect((await screen.findByTestId('badge-standing')).dataset.standing).toBe('revoked');
  expect(screen.queryByRole('button', { name: 'Revoke …' })).toBeNull();
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Reinstate …' }));
  });
});

test('comments longer than the service takes are said and not sent', async () => {
  const { user } = await shown();
  await press(user, 'Revoke …');
  await user.click(screen.getByLabelText(/^Comments/));
  await user.paste('x'.repeat(201));
  await press(user, 'Revoke');
  expect(changeBadge).not.toHaveBeenCalled();
  expect(screen.getByText(/200 characters/)).toBeTruthy();
});

test('a refused change is said beside it, and the badge stays as it was', async () => {
  changeBadge.mockRejectedValue(new DeskError('alreadyRevoked', 'This assertion has already been revoked'));
  const { badge, user } = await shown();
  await press(user, 'Revoke …');
  await press(user, 'Revoke');
  const dialog = screen.getByRole('dialog', { name: /^Revoke the badge/ });
  expect((await within(dialog).findByRole('alert')).textContent).toContain('The badge was revoked before');
  expect(badge.view?.standing.kind).toBe('inForce');
});

test('a change without an answer is told, and the badge is shown as it stands then', async () => {
  changeBadge.mockRejectedValue(new DeskError('changeUnclear'));
  const { badge, user } = await shown();
  read.mockResolvedValue(issuedBadge('x1', { standing: { kind: 'revoked', reason: null } }));
  await press(user, 'Revoke …');
  await press(user, 'Revoke');
  const dialog = screen.getByRole('dialog', { name: /^Revoke the badge/ });
  const told = (await within(dialog).findByRole('alert')).textContent;
  expect(told).toContain('It is not known whether the badge was changed');
  await waitFor(() => {
    expect(badge.view?.standing.kind).toBe('revoked');
  });
});

test('another expiry is sent as a day, and what is no day is not sent', async () => {
  changeBadge.mockResolvedValue(issuedBadge('x1', { expireDate: '2030-01-31' }));
  const { user } = await shown();
  await press(user, 'Change expiry …');
  const day = screen.getByLabelText('Valid until');
  expect(day).toHaveProperty('value', '22/11/2028');
  await user.clear(day);
  await user.type(day, '31.2.2030');
  await press(user, 'Change expiry');
  expect(changeBadge).not.toHaveBeenCalled();
  await user.clear(day);
  await user.type(day, '31.1.2030{Enter}');
  expect(changeBadge).toHaveBeenCalledWith(REF, { kind: 'expiry', day: '2030-01-31' });
  expect(await screen.findByText('31/01/2030')).toBeTruthy();
});

test('a revoked badge offers nothing but to be reinstated, after a question', async () => {
  read.mockResolvedValue(issuedBadge('x1', { standing: { kind: 'revoked', reason: null } }));
  changeBadge.mockResolvedValue(issuedBadge('x1'));
  const { user } = await shown();
  expect(screen.queryByRole('button', { name: 'Change expiry …' })).toBeNull();
  await press(user, 'Reinstate …');
  expect(screen.getByRole('dialog', { name: 'Reinstate the badge of Kari Nordmann?' })).toBeTruthy();
  await press(user, 'Reinstate');
  expect(changeBadge).toHaveBeenCalledWith(REF, { kind: 'reinstate' });
});

test('a badge whose standing the service does not tell rules nothing out', async () => {
  read.mockResolvedValue(issuedBadge('x1', { standing: { kind: 'notTold' } }));
  await shown();
  for (const name of ['Revoke …', 'Change expiry …', 'Reinstate …']) {
    expect(screen.getByRole('button', { name })).toBeTruthy();
  }
});

test('a service that does not answer is said, and what was known stays in sight', async () => {
  const { user } = await shown();
  read.mockRejectedValue(new DeskError('unreachable'));
  await press(user, 'Ask again');
  expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
  expect(screen.getByText('ÅL-x1')).toBeTruthy();
});

test('to ask again keeps the focus, and asks once at a time', async () => {
  const { user } = await shown();
  let answer: (view: Awaited<ReturnType<Desk['issuedBadge']>>) => void = () => undefined;
  read.mockClear().mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const again = screen.getByRole('button', { name: 'Ask again' });
  await user.dblClick(again);
  expect(read).toHaveBeenCalledOnce();
  expect(again).toHaveProperty('disabled', false);
  answer(issuedBadge('x1'));
  await waitFor(() => {
    expect(again.getAttribute('aria-disabled')).toBe('false');
  });
  expect(document.activeElement).toBe(again);
});

test('an answer that comes after a change does not undo it on the screen', async () => {
  const badge = new IssuedBadge(REF);
  let late: (view: Awaited<ReturnType<Desk['issuedBadge']>>) => void = () => undefined;
  read.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const asked = badge.read();
  changeBadge.mockResolvedValue(issuedBadge('x1', { standing: { kind: 'revoked', reason: null } }));
  await badge.change({ kind: 'revoke', reason: '', comments: '' });
  late(issuedBadge('x1'));
  await asked;
  expect(badge.view?.standing.kind).toBe('revoked');
});

test('the history of the service is told in words where they are known', async () => {
  const badge = new IssuedBadge(REF);
  await badge.read();
  render(ServiceHistory, { badge });
  expect(screen.getByText('Revoked')).toBeTruthy();
  expect(screen.getByText('2026-05-05 09:12 · Ingrid')).toBeTruthy();
});

test('a history that does not come is said, and can be asked for again', async () => {
  badgeHistory.mockRejectedValueOnce(new DeskError('serverFailed', '500'));
  const badge = new IssuedBadge(REF);
  await badge.read();
  expect(badge.view?.id, 'the badge itself came').toBe('x1');
  render(ServiceHistory, { badge });
  expect(screen.getByRole('alert').textContent).toContain('a fault of its own');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Revoked')).toBeTruthy();
});

test('after a change the history is asked for again', async () => {
  changeBadge.mockResolvedValue(issuedBadge('x1'));
  const badge = new IssuedBadge(REF);
  await badge.change({ kind: 'reinstate' });
  expect(badgeHistory).toHaveBeenCalledWith(REF);
});

test('a day that is over is warned of before the badge ends there', async () => {
  const { user } = await shown();
  await press(user, 'Change expiry …');
  const day = screen.getByLabelText('Valid until');
  await user.clear(day);
  await user.type(day, '31.1.2020');
  expect(screen.getByText('This date is in the past')).toBeTruthy();
});

test.each([
  ['created', 'Created'],
  ['issued', 'Issued'],
  ['updated', 'Changed'],
  ['REINSTATED', 'Reinstated'],
  ['printed', 'printed'],
])('%s is told as %s', (action, words) => {
  expect(eventWords({ action, by: null, at: null })).toBe(words);
});

test('what the service did not tell is left out, and a time without a zone stays as it came', () => {
  const names = factsOf(issuedBadge('x1', { memo: null, phone: null })).map(({ name }) => name);
  expect(names).not.toContain('Phone');
  expect(whenTold('2026-05-04 10:00:00')).toBe('2026-05-04 10:00:00');
  expect(whenTold('2026-05-04')).toBe('04/05/2026');
  expect(whenTold('2026-05-04T10:00:00Z')).toMatch(/^4 May 2026,? /);
});

test('the public page is opened, copied, and shown as a code to scan', async () => {
  render(PublicPage, { badge: REF, url: URL_SHOWN, openable: true });
  expect(screen.getByTestId('receipt-address').textContent).toBe(URL_SHOWN);
  expect(await screen.findByAltText('QR code of the badge’s public page')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Open in browser' }));
  expect(openBadge).toHaveBeenCalledWith(REF);
  expect(screen.getByRole('button', { name: 'Copy Public page' })).toBeTruthy();
});

test('an address that is not safe to open is only shown and copied', () => {
  render(PublicPage, { badge: REF, url: 'http://badges.invalid/v/x1', openable: false });
  expect(screen.getByText('This address is not opened from here')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open in browser' })).toBeNull();
  expect(badgeQr).not.toHaveBeenCalled();
});

test('a certificate that was saved is said, and one that nobody designed is explained', async () => {
  render(PublicPage, { badge: REF, url: null, openable: false });
  const save = screen.getByRole('button', { name: 'Save certificate …' });
  await userEvent.click(save);
  expect(await screen.findByText('The certificate is saved')).toBeTruthy();
  saveCertificate.mockRejectedValue(new DeskError('noCertificateDesign'));
  await userEvent.click(save);
  await waitFor(() => {
    expect(screen.getByRole('alert').textContent).toContain('Somebody has to design one');
  });
  expect(screen.queryByText('The certificate is saved')).toBeNull();
});

test('a certificate whose dialog was closed is not said to be saved', async () => {
  saveCertificate.mockResolvedValue(false);
  render(PublicPage, { badge: REF, url: null, openable: false });
  await userEvent.click(screen.getByRole('button', { name: 'Save certificate …' }));
  expect(saveCertificate).toHaveBeenCalledWith(REF, 'Save the certificate');
  expect(screen.queryByText('The certificate is saved')).toBeNull();
});

test('a badge without a public address says so and offers nothing to open or copy', () => {
  render(PublicPage, { badge: REF, url: null, openable: false });
  expect(screen.getByText('IssueBadge returned no public address.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open in browser' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Copy/ })).toBeNull();
});

test('an address that was not returned is asked for, shown and opened once it is told', async () => {
  read.mockResolvedValueOnce(issuedBadge('x1', { publicUrl: null, openable: false }));
  render(PublicPage, { badge: REF, url: null, openable: false, alone: true });
  const ask = screen.getByRole('button', { name: 'Ask for the address' });
  await userEvent.click(ask);
  expect(await screen.findByText('It still names none. Ask again later.')).toBeTruthy();
  expect(document.activeElement, 'to ask again').toBe(ask);
  expect(badgeQr).not.toHaveBeenCalled();
  await userEvent.click(ask);
  expect((await screen.findByTestId('receipt-address')).textContent).toBe(URL_SHOWN);
  expect(document.activeElement, 'it was asked for').toBe(screen.getByTestId('receipt-address'));
  expect(read).toHaveBeenCalledWith(REF);
  expect(badgeQr).toHaveBeenCalledWith(REF);
  await userEvent.click(screen.getByRole('button', { name: 'Open in browser' }));
  expect(openBadge).toHaveBeenCalledWith(REF);
  expect(screen.queryByRole('button', { name: 'Ask for the address' })).toBeNull();
});

test('an address that is told later and is not safe is shown, but neither opened nor drawn', async () => {
  const publicUrl = 'http://badges.invalid/v/x1';
  read.mockResolvedValue(issuedBadge('x1', { publicUrl, openable: false }));
  render(PublicPage, { badge: REF, url: null, openable: false, alone: true });
  await userEvent.click(screen.getByRole('button', { name: 'Ask for the address' }));
  expect((await screen.findByTestId('receipt-address')).textContent).toBe(publicUrl);
  expect(screen.getByText('This address is not opened from here')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open in browser' })).toBeNull();
  expect(badgeQr).not.toHaveBeenCalled();
});

test('a service that does not tell the address is said beside it', async () => {
  read.mockRejectedValue(new DeskError('unreachable'));
  render(PublicPage, { badge: REF, url: null, openable: false, alone: true });
  await userEvent.click(screen.getByRole('button', { name: 'Ask for the address' }));
  expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
  expect(screen.queryByText(/still names none/)).toBeNull();
});
