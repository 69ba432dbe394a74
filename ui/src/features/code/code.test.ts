import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { DeskError, type CodeLanguage } from '../../ipc';
import { RequestCode } from './code.svelte';
import CopyAsCode from './CopyAsCode.svelte';

const write = vi.fn<(language: CodeLanguage) => Promise<string>>((language) =>
  Promise.resolve(`in ${language}`),
);

test('a request is shown in the language that is asked for, and says that the secret is a placeholder', async () => {
  render(CopyAsCode, { service: 'breeze', write });
  await userEvent.click(screen.getByRole('button', { name: 'Copy as code …' }));
  expect((await screen.findByTestId('code')).textContent).toBe('in curl');
  await userEvent.click(screen.getByLabelText('Python'));
  expect((await screen.findByText('in python')).tagName).toBe('PRE');
  expect(screen.getByText(/A placeholder stands where the secret goes/)).toBeTruthy();
  expect(screen.queryByLabelText(/^GET/)).toBeNull();
});

test('a badge is also shown as GET, with the warning about links in e-mails', async () => {
  render(CopyAsCode, { service: 'issueBadge', write });
  await userEvent.click(screen.getByRole('button', { name: 'Copy as code …' }));
  await userEvent.click(screen.getByLabelText('GET for Zapier, Make, Sheets'));
  expect(write).toHaveBeenLastCalledWith('get');
  expect(screen.getByText(/only through a relay that adds the key/)).toBeTruthy();
});

test('a request that cannot be written as GET says so, and nothing of the connection', async () => {
  render(CopyAsCode, { service: 'issueBadge', write });
  await userEvent.click(screen.getByRole('button', { name: 'Copy as code …' }));
  write.mockRejectedValueOnce(new DeskError('notByGet'));
  await userEvent.click(await screen.findByLabelText('GET for Zapier, Make, Sheets'));
  const said = (await screen.findByRole('alert')).textContent;
  expect(said).toMatch(/A GET request cannot carry custom fields or pictures\s+Choose another form\./);
  expect(said).not.toContain('connection');
});

test('a request that cannot be written for another cause says which', async () => {
  write.mockRejectedValueOnce(new DeskError('wrongState'));
  render(CopyAsCode, { service: 'issueBadge', write });
  await userEvent.click(screen.getByRole('button', { name: 'Copy as code …' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The order has moved on meanwhile');
});

test('code that comes late does not take the place of the language chosen since', async () => {
  let late: (text: string) => void = () => undefined;
  write.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const code = new RequestCode(write);
  const first = code.show('curl');
  await code.show('php');
  late('in curl');
  await first;
  expect(code.text).toBe('in php');
});
