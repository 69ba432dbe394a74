import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { capsOf, parseChord, writeChord } from './chord';
import { ACTIONS, Keymap } from './keymap.svelte';

let keys: Keymap;
let stop: () => void;

beforeEach(() => {
  keys = new Keymap();
  stop = keys.listen(window);
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function press(init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

test('a key works from inside a field', () => {
  const order = vi.fn();
  keys.on('order', order);
  const field = document.body.appendChild(document.createElement('input'));
  press({ key: 'Enter', ctrlKey: true }, field);
  expect(order).toHaveBeenCalledOnce();
});

test('a held key performs its action once', () => {
  const order = vi.fn();
  keys.on('order', order);
  press({ key: 'Enter', ctrlKey: true });
  press({ key: 'Enter', ctrlKey: true, repeat: true });
  expect(order).toHaveBeenCalledOnce();
});

test('an open dialog keeps the keys to itself', () => {
  const next = vi.fn();
  keys.on('nextPerson', next);
  const dialog = document.body.appendChild(document.createElement('dialog'));
  dialog.setAttribute('open', '');
  press({ key: 'n', ctrlKey: true });
  expect(next).not.toHaveBeenCalled();
});

test('what is offered inside an open dialog is performed, unless another dialog is open too', () => {
  const [next, beneath] = [vi.fn(), vi.fn()];
  const dialog = document.body.appendChild(document.createElement('dialog'));
  const place = dialog.appendChild(document.createElement('p'));
  keys.on('nextPerson', next, place);
  keys.on('nextPerson', beneath);
  dialog.setAttribute('open', '');
  press({ key: 'n', ctrlKey: true });
  expect([next.mock.calls.length, beneath.mock.calls.length]).toEqual([1, 0]);
  document.body.appendChild(document.createElement('dialog')).setAttribute('open', '');
  press({ key: 'n', ctrlKey: true });
  expect(next).toHaveBeenCalledOnce();
});

test('a key of ours never reaches the browser, even when nobody performs it', () => {
  expect(press({ key: 'n', ctrlKey: true }).defaultPrevented).toBe(true);
  expect(press({ key: 'n' }).defaultPrevented).toBe(false);
});

test('Cmd counts as Ctrl', () => {
  const templates = vi.fn();
  keys.on('templates', templates);
  press({ key: 'k', metaKey: true });
  expect(templates).toHaveBeenCalledOnce();
});

test('the latest offer is taken, and the one before it again afterwards', () => {
  const first = vi.fn();
  const second = vi.fn();
  keys.on('shutter', first);
  const withdraw = keys.on('shutter', second);
  press({ key: 'F8' });
  withdraw();
  press({ key: 'F8' });
  expect(second).toHaveBeenCalledOnce();
  expect(first).toHaveBeenCalledOnce();
});

test('a remapped action follows its new key only', () => {
  const shutter = vi.fn();
  keys.on('shutter', shutter);
  expect(keys.remap('shutter', parseChord('F2'))).toEqual({ done: true });
  press({ key: 'F8' });
  expect(shutter).not.toHaveBeenCalled();
  press({ key: 'F2' });
  expect(shutter).toHaveBeenCalledOnce();
});

test('a key of another action, or one that types text, cannot be taken', () => {
  expect(keys.remap('retake', parseChord('F8'))).toEqual({ done: false, taken: 'shutter' });
  expect(keys.remap('retake', parseChord('r'))).toEqual({ done: false, taken: null });
  expect(keys.written('retake')).toBe('F9');
});

test('only the keys that were changed are kept, and they are taken up again', () => {
  keys.remap('shutter', parseChord('F2'));
  expect(keys.changed()).toEqual({ shutter: 'F2' });
  const later = new Keymap();
  later.use(keys.changed());
  expect(later.written('shutter')).toBe('F2');
  expect(later.written('retake')).toBe('F9');
});

test('every action has a key of its own', () => {
  expect(new Set(ACTIONS.map((action) => keys.written(action))).size).toBe(ACTIONS.length);
});

test('a chord is written as it is read and shown as key caps', () => {
  expect(writeChord(parseChord('Ctrl+Shift+k'))).toBe('Ctrl+Shift+K');
  expect(parseChord('Ctrl++')).toMatchObject({ key: '+', ctrl: true });
  expect(capsOf(parseChord('Ctrl+Enter'))).toEqual(['Ctrl', '↵']);
});
