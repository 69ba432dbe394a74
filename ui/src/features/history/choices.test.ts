import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../dev/desk';
import { replaceDesk, tell, type Desk } from '../../ipc';
import { HistoryView } from './history.svelte';

const orderedTemplates = vi.fn<Desk['orderedTemplates']>();
const named = (name: string): { id: string; name: string } => ({ id: name.toLowerCase(), name });
let restore: () => void;
let leave: () => void;
let history: HistoryView;

beforeEach(() => {
  orderedTemplates.mockReset().mockResolvedValue([named('Old card')]);
  restore = replaceDesk({
    deskState: () => Promise.resolve(DESK),
    history: () => Promise.resolve({ rows: [], cursor: null }),
    orderedTemplates,
  });
  history = new HistoryView(() => new Date());
  leave = history.open();
});

afterEach(() => {
  leave();
  restore();
});

test('what was ever ordered can be filtered by, and what is ordered meanwhile joins it', async () => {
  await vi.waitFor(() => {
    expect(history.templates.map(({ name }) => name)).toEqual(['Old card']);
  });
  orderedTemplates.mockResolvedValue([named('New card'), named('Old card')]);
  tell({ kind: 'orderChanged', id: '1' });
  await vi.waitFor(() => {
    expect(history.templates.map(({ name }) => name)).toEqual(['New card', 'Old card']);
  });
});
