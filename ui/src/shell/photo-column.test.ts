import { expect, test } from 'vitest';
import { PhotoColumn } from './photo-column.svelte';

test('once all is there the preview is shown, and the next person begins at the camera', () => {
  const column = new PhotoColumn();
  column.follow('e1', false);
  expect(column.turn).toBe('camera');
  column.follow('e1', true);
  expect(column.turn).toBe('preview');
  column.follow('e2', false);
  expect(column.turn).toBe('camera');
});

test('the preview comes once: who goes back to the camera stays there', () => {
  const column = new PhotoColumn();
  column.follow('e1', true);
  column.toCamera();
  column.follow('e1', false);
  column.follow('e1', true);
  expect(column.turn).toBe('camera');
});

test('who looks for the camera before all is there still sees what will be ordered', () => {
  const column = new PhotoColumn();
  column.follow('e1', false);
  column.choose('camera');
  column.follow('e1', true);
  expect(column.turn).toBe('preview');
});

test('nothing turns against the operator’s own choice', () => {
  const column = new PhotoColumn();
  column.follow('e1', true);
  column.choose('camera');
  column.follow('e1', true);
  expect(column.turn).toBe('camera');
  column.choose('preview');
  column.follow('e2', false);
  expect(column.turn).toBe('preview');
});
