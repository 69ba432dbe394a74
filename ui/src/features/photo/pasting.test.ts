import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Photos } from './photos.svelte';
import Sources from './Sources.svelte';

const paste = vi.fn<Photos['paste']>();
const ontaken = vi.fn();
let fields: HTMLElement;

beforeEach(() => {
  paste.mockReset().mockResolvedValue(true);
  ontaken.mockReset();
  const photos = new Photos({ view: null, refresh: () => Promise.resolve(), recut: () => undefined });
  render(Sources, { photos: Object.assign(photos, { paste }), ontaken });
  fields = document.createElement('div');
  fields.innerHTML =
    '<input aria-label="Name"><input type="checkbox" aria-label="Yes"><select aria-label="Answer"></select>';
  document.body.append(fields);
});

afterEach(() => {
  fields.remove();
  document.querySelector('dialog[data-own]')?.remove();
});

interface Held {
  /** What the page is told of the clipboard: kinds, and the text. */
  types?: string[];
  text?: string;
  /** What the field is given. */
  put?: string | null;
}

/** Ctrl+V in a text field, as the web view tells it. */
async function pasteIn(label: string, { types = [], text = '', put }: Held): Promise<boolean> {
  const target = screen.getByLabelText(label);
  const items = types.map((type) => ({ type }));
  const clipboardData = { types, items, files: [], getData: () => text };
  const key = await fireEvent.keyDown(target, { key: 'v', ctrlKey: true });
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
  const left = key && target.dispatchEvent(event);
  if (put !== undefined) {
    target.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, data: put }));
  }
  await new Promise((done) => setTimeout(done, 5));
  return left;
}

test.each([
  ['named', { types: ['image/png'] }],
  ['hidden by the web view', { put: '' }],
  ['hidden, and nothing put into the field', { put: null }],
] as const)('a picture that is pasted in a text field is taken: %s', async (_, { ...held }) => {
  await pasteIn('Name', { ...held, types: 'types' in held ? [...held.types] : [] });
  expect(paste).toHaveBeenCalledExactlyOnceWith(true);
  await waitFor(() => {
    expect(ontaken).toHaveBeenCalledOnce();
  });
});

test.each([
  ['alone', { types: ['text/plain'], text: 'Kari', put: 'Kari' }],
  ['beside a picture', { types: ['text/plain', 'image/png'], text: 'Kari', put: 'Kari' }],
  ['beside a picture, in a field that takes none', { types: ['text/plain', 'image/png'], text: 'Kari' }],
  ['beside a picture, hidden by the web view', { put: 'Kari' }],
])('text that is pasted in a text field stays the field’s: %s', async (_, held) => {
  expect(await pasteIn('Name', held), 'nobody kept it from the field').toBe(true);
  expect(paste).not.toHaveBeenCalled();
});

test('what is neither text nor picture is left to the field', async () => {
  expect(await pasteIn('Name', { types: ['application/pdf'] })).toBe(true);
  expect(paste).not.toHaveBeenCalled();
});

test.each(['Yes', 'Answer'])(
  'on a control that takes no text (%s) the picture is taken at once',
  async (label) => {
    const target = screen.getByLabelText(label);
    expect(await fireEvent.keyDown(target, { key: 'v', ctrlKey: true }), 'nothing else is done').toBe(false);
    expect(paste).toHaveBeenCalledExactlyOnceWith();
  },
);

test('a paste in a dialog is the dialog’s', async () => {
  const dialog = Object.assign(document.createElement('dialog'), { open: true });
  dialog.dataset.own = '';
  document.body.append(dialog);
  await pasteIn('Name', { types: ['image/png'] });
  expect(paste).not.toHaveBeenCalled();
});
