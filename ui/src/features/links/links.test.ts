import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { DeskError, replaceDesk, type Desk, type LinkView } from '../../ipc';
import LinkHandlingSetting from './LinkHandlingSetting.svelte';
import LinkTray from './LinkTray.svelte';

const LINK: LinkView = {
  id: 'l1',
  at: '2026-05-04T08:00:00Z',
  person: 'Åse Berg',
  connection: 'practice',
  connectionId: 'practice',
  template: 'Visitor',
  values: 2,
  leftOut: [{ parameter: 'api_key', why: 'secret' }],
};
const open = vi.fn<(link: string, connection: string | null) => Promise<void>>();
const dropLink = vi.fn<Desk['dropLink']>();
const linkHandling = vi.fn<Desk['linkHandling']>();
const handleLinks = vi.fn<Desk['handleLinks']>();
let restore: () => void;

beforeEach(() => {
  open.mockReset().mockResolvedValue();
  dropLink.mockReset().mockResolvedValue(null);
  linkHandling.mockReset().mockResolvedValue('notHere');
  handleLinks.mockReset().mockResolvedValue('here');
  restore = replaceDesk({ dropLink, linkHandling, handleLinks });
});

afterEach(() => {
  restore();
});

async function tray(...links: LinkView[]): Promise<void> {
  render(LinkTray, { links, connections: DESK.connections, open });
  await userEvent.click(screen.getByRole('button', { name: /Look|All/ }));
}

test('nothing is shown while no link waits', () => {
  render(LinkTray, { links: [], connections: DESK.connections, open });
  expect(screen.queryByRole('status')).toBeNull();
});

test('a link waits with its person, opens nothing by itself, and opens when asked', async () => {
  await tray(LINK);
  expect(screen.getByRole('status').textContent).toContain('By a link: Åse Berg');
  expect(open).not.toHaveBeenCalled();
  expect(screen.getByText('api_key: a link must not carry it')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Open the link of Åse Berg' }));
  expect(open).toHaveBeenCalledWith('l1', 'practice');
});

test('a link to a connection that is not here asks for one', async () => {
  await tray({ ...LINK, connection: 'Elsewhere', connectionId: null });
  const other = DESK.connections[1];
  const choice = screen.getByLabelText('No connection here is called “Elsewhere”. Choose one:');
  await userEvent.selectOptions(choice, other?.id ?? '');
  await userEvent.click(screen.getByRole('button', { name: 'Open the link of Åse Berg' }));
  expect(open).toHaveBeenCalledWith('l1', other?.id);
});

test('an error stands at the link it is about', async () => {
  open.mockRejectedValue(new DeskError('noSuchLink'));
  await tray(LINK, { ...LINK, id: 'l2', person: 'Kari Nordmann' });
  await userEvent.click(screen.getByRole('button', { name: 'Open the link of Kari Nordmann' }));
  const row = screen.getByText('Kari Nordmann').closest('li');
  expect(within(row ?? document.body).getByRole('alert').textContent).toContain('does not wait any more');
});

test('a link can be discarded', async () => {
  await tray(LINK);
  await userEvent.click(screen.getByRole('button', { name: 'Discard the link of Åse Berg' }));
  expect(dropLink).toHaveBeenCalledWith('l1');
});

test('the settings say who opens links, and take them on', async () => {
  render(LinkHandlingSetting);
  await userEvent.click(await screen.findByRole('button', { name: 'Open them here' }));
  expect(await screen.findByText('This program opens them.')).toBeTruthy();
});
