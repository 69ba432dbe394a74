import { expect, test } from 'vitest';
import { template } from '../../dev/desk';
import type { FieldView, TemplateView } from '../../ipc';
import { FieldNews } from './fieldNews.svelte';

const field = (name: string, more: Partial<FieldView> = {}): FieldView => ({
  name,
  kind: { kind: 'text' },
  filledByService: false,
  label: null,
  required: false,
  face: false,
  ...more,
});
const of = (...fields: FieldView[]): TemplateView => template('t1', 'Visitor', { fields });
const ROOM = field('room', { label: 'Rom på Ålesund sjukehus' });

function told(before: TemplateView, now: TemplateView): FieldNews {
  const news = new FieldNews();
  news.show(before, true, null);
  news.show(now, false, null);
  return news;
}

test('a field that went is told by the name it had, and so is what was typed in it, also once that is read', () => {
  const news = told(of(ROOM, field('extra7')), of(field('extra7')));
  expect(news.went).toEqual(['Rom på Ålesund sjukehus']);
  news.dismiss();
  expect(news.any).toBe(false);
  expect(news.lost({ room: '4711', extra7: 'x', floor: ' ' })).toEqual([
    { name: 'room', label: 'Rom på Ålesund sjukehus', text: '4711' },
  ]);
});

test('a field that the service fills from now on has gone from the form', () => {
  const news = told(of(ROOM), of({ ...ROOM, filledByService: true }));
  expect([news.came, news.went, news.retyped]).toEqual([[], [ROOM.label], []]);
});

test('changes that nobody has read add up', () => {
  const news = told(of(field('extra1')), of(field('extra1'), field('extra2')));
  news.show(of(field('extra1', { kind: { kind: 'date' } }), field('extra2'), field('extra3')), false, null);
  expect([news.came, news.retyped]).toEqual([['Extra 2', 'Extra 3'], ['Extra 1']]);
});

test('another template or another person is no news', () => {
  const news = told(of(field('extra1')), of(field('extra2')));
  news.show(of(field('extra2')), true, null);
  expect(news.any).toBe(false);
  news.show({ ...of(field('extra3')), id: 't2' }, false, null);
  expect(news.any).toBe(false);
});

test('a form that was filled when the template had other fields says so when it comes back', () => {
  const news = new FieldNews();
  const now = of(field('extra2', { kind: { kind: 'date' } }), field('extra3'));
  news.show(now, true, [ROOM, field('extra2')]);
  expect([news.came, news.went, news.retyped]).toEqual([['Extra 3'], [ROOM.label], ['Extra 2']]);
  expect(news.lost({ room: '4711' })).toEqual([{ name: 'room', label: ROOM.label, text: '4711' }]);
  news.show(now, false, null);
  expect(news.any).toBe(true);
});
