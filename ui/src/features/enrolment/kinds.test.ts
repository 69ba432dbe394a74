import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare } from '../../dev/desk';
import { EVERY_KIND } from '../../dev/form';
import { replaceDesk } from '../../ipc';
import { Enrolment } from './enrolment.svelte';
import EnrolmentForm from './EnrolmentForm.svelte';

let restore: () => void;

beforeEach(async () => {
  const fields = ['personEmail', 'cardValidUntilDate', 'hasFirstAid'].map((name) => ({
    name,
    required: true,
  }));
  const view = bare({ ...EVERY_KIND, settings: { fields } });
  restore = replaceDesk({ enrolment: () => Promise.resolve(view) });
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
});

afterEach(() => {
  vi.restoreAllMocks();
  restore();
});

test.each(['E-mail', 'Valid until', 'Has first aid'])('the label of %s says that it is required', (label) => {
  const control = screen.getByLabelText(new RegExp(`^${label}.\\(required\\)$`));
  expect(control.getAttribute('aria-required')).toBe('true');
});

test('Alt and arrow down open the calendar of a date, and arrow down alone does not', async () => {
  const show = vi.spyOn(HTMLElement.prototype, 'showPopover');
  const date = screen.getByLabelText(/^Valid until.\(required\)$/);
  date.focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(show).not.toHaveBeenCalled();
  await fireEvent.keyDown(date, { key: 'ArrowDown', altKey: true });
  expect(show).toHaveBeenCalledOnce();
  expect((show.mock.contexts[0] as HTMLElement).id).toBe(
    screen.getByRole('button', { name: 'Valid until: choose in a calendar' }).getAttribute('popovertarget'),
  );
});
