import { render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk, type EnrolmentView } from '../../ipc';
import { Enrolment } from './enrolment.svelte';
import EnrolmentForm from './EnrolmentForm.svelte';
import { focusMoves } from './focus';

const view = bare(EVERY_KIND);

function field(): HTMLInputElement {
  const input = document.createElement('input');
  document.body.append(input);
  return input;
}

test('a focus that was put elsewhere has moved, one whose control has gone has not', () => {
  const [first, second] = [field(), field()];
  first.focus();
  const moved = focusMoves();
  expect(moved()).toBe(false);
  second.focus();
  expect(moved()).toBe(true);
  first.focus();
  first.remove();
  expect(moved()).toBe(false);
  second.remove();
});

test('whoever types on while a template is read again is not sent to the first field', async () => {
  let answer: ((view: EnrolmentView) => void) | undefined;
  const restore = replaceDesk({
    enrolment: () => Promise.resolve(view),
    chooseTemplate: () => new Promise((resolve) => (answer = resolve)),
  });
  const enrolment = new Enrolment();
  await enrolment.open();
  const nothing = (): void => undefined;
  render(EnrolmentForm, {
    enrolment,
    sensitive: [],
    connections: DESK.connections,
    connection: 'practice',
    keep: nothing,
    openSettings: nothing,
    describe: nothing,
  });
  const field = screen.getByLabelText('Access level');
  const choosing = enrolment.choose('t1');
  field.focus();
  await vi.waitFor(() => {
    expect(answer).toBeDefined();
  });
  answer?.(view);
  await choosing;
  expect(document.activeElement).toBe(field);
  restore();
});
