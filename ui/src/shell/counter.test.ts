import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare, template } from '../dev/desk';
import { Enrolment } from '../features/enrolment/enrolment.svelte';
import { TemplatePicker } from '../features/templates/picker.svelte';
import { replaceDesk, type Desk } from '../ipc';
import Counter from './Counter.svelte';
import { Station } from './station.svelte';

const CHOSEN = bare(template('company', 'Company'));
const LIST = { templates: [template('visitor', 'Visitor')], readAt: null, changes: [], problem: null };
const chooseTemplate = vi.fn<Desk['chooseTemplate']>();
let restore: () => void;
let enrolment: Enrolment;

beforeEach(async () => {
  chooseTemplate.mockReset().mockResolvedValue(CHOSEN);
  restore = replaceDesk({
    chooseTemplate,
    saveEnrolment: () => Promise.resolve(CHOSEN.judgement),
    enrolment: () => Promise.resolve(CHOSEN),
    templates: () => Promise.resolve(LIST),
    refreshTemplates: () => Promise.resolve(LIST),
  });
  const station = new Station();
  station.show(DESK);
  enrolment = new Enrolment();
  const picker = new TemplatePicker((one) => void enrolment.choose(one.id));
  await Promise.all([enrolment.open(), picker.open('practice')]);
  render(Counter, { picker, enrolment, station });
});

afterEach(() => {
  restore();
});

/** Presses Order while a picture is on its way, and answers how that picture came. */
function ordered(): (came: boolean) => void {
  let come: (came: boolean) => void = () => undefined;
  enrolment.portraitIsCut = () => new Promise((resolve) => (come = resolve));
  void enrolment.order();
  return (came) => {
    come(came);
  };
}

test('while an order waits for its picture, nothing of the counter can be touched', async () => {
  const parts = [
    screen.getByRole('navigation', { name: 'Templates' }),
    screen.getByRole('main'),
    screen.getByRole('complementary', { name: 'Photo and preview' }),
  ];
  const inert = (): boolean[] => parts.map((part) => part.closest('[inert]') !== null);
  expect(inert()).toEqual([false, false, false]);
  const come = ordered();
  await waitFor(() => {
    expect(inert()).toEqual([true, true, true]);
  });
  come(false);
  await waitFor(() => {
    expect(inert()).toEqual([false, false, false]);
  });
});

test('a template chosen while an order is placed takes nothing of its place', async () => {
  const come = ordered();
  await enrolment.choose('visitor');
  expect(chooseTemplate).not.toHaveBeenCalled();
  come(false);
  await waitFor(() => {
    expect(enrolment.placing).toBe(false);
  });
  await enrolment.choose('visitor');
  expect(chooseTemplate).toHaveBeenCalledOnce();
});

test('in a low window the preview is turned to once the form is ready, and not again', async () => {
  const column = screen.getByRole('complementary', { name: 'Photo and preview' });
  expect(column.dataset.turn).toBe('camera');
  enrolment.type('personFirstName', 'Kari');
  await waitFor(() => {
    expect(column.dataset.turn).toBe('preview');
  });
  screen.getByRole('radio', { name: 'Photo' }).click();
  enrolment.type('personFirstName', 'Kari B');
  await enrolment.flush();
  expect(column.dataset.turn).toBe('camera');
});
