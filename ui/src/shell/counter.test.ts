import { render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { DESK, enrolment as bare, template } from '../dev/desk';
import { Enrolment } from '../features/enrolment/enrolment.svelte';
import { presence } from '../features/shift/presence.svelte';
import { TemplatePicker } from '../features/templates/picker.svelte';
import { orderRow, orderView } from '../dev/history';
import { DeskError, replaceDesk, type Desk, type FieldView, type TemplateSettings } from '../ipc';
import Counter from './Counter.svelte';
import { later } from './later.svelte';
import { Station } from './station.svelte';

const NAMED: FieldView = {
  name: 'personFirstName',
  kind: { kind: 'text' },
  filledByService: false,
  label: null,
  required: false,
  face: false,
};
const CHOSEN = bare(template('company', 'Company', { fields: [NAMED] }));
const LIST = { templates: [template('visitor', 'Visitor')], readAt: null, changes: [], problem: null };
const chooseTemplate = vi.fn<Desk['chooseTemplate']>();
let restore: () => void;
let enrolment: Enrolment;
let picker: TemplatePicker;

// In the program they lie ready; here each would be compiled while a test waits for it.
beforeAll(async () => {
  await Promise.all([later.order(), later.lookalikes()]);
}, 60_000);

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
  picker = new TemplatePicker((one) => void enrolment.choose(one.id));
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

/** A receipt on the counter that the desk does not let go of, and its dialog. */
async function stuck(): Promise<HTMLDialogElement> {
  const sent = orderView(orderRow('7', 'Åse', { number: '4711' }));
  const nextPerson = vi.fn<Desk['nextPerson']>().mockResolvedValue({ ...CHOSEN, id: 'e2' });
  nextPerson.mockRejectedValueOnce(new DeskError('diskFull'));
  replaceDesk({
    nextPerson,
    placeOrder: () => Promise.resolve(sent),
    settled: () => Promise.resolve(sent),
  });
  await enrolment.order();
  return screen.findByRole<HTMLDialogElement>('dialog', { name: 'Ordered' });
}

test.each([
  [
    'asks to close',
    (dialog: HTMLDialogElement) => {
      // Not prevented, the dialog would go.
      expect(dialog.dispatchEvent(new Event('cancel', { cancelable: true }))).toBe(false);
    },
  ],
  [
    'closes without asking',
    (dialog: HTMLDialogElement) => {
      dialog.close();
    },
  ],
])('a receipt that %s stays open and says why while there is no next person', async (_, leave) => {
  const dialog = await stuck();
  leave(dialog);
  expect(await within(dialog).findByText('The disk is full')).toBeTruthy();
  expect(dialog.open).toBe(true);
  expect(enrolment.ordering.order).not.toBeNull();
  leave(dialog);
  await waitFor(() => {
    expect(screen.queryByRole('dialog', { name: 'Ordered' })).toBeNull();
  });
  expect(enrolment.view?.id).toBe('e2');
  expect(enrolment.ordering.order).toBeNull();
});

test('two quick choices in the menu of a field are both kept', async () => {
  let settings: TemplateSettings = {};
  const held = () => template('company', 'Company', { fields: [NAMED], settings });
  replaceDesk({
    templates: () => Promise.resolve({ ...LIST, templates: [held()] }),
    enrolment: () => Promise.resolve(bare(held())),
    saveTemplateSettings: (_, kept) => {
      settings = kept;
      return Promise.resolve({ ...LIST, templates: [held()] });
    },
  });
  screen.getByText('Pin: keep for the next person').click();
  screen.getByText('Make it required').click();
  await waitFor(() => {
    expect(settings.fields).toEqual([{ name: 'personFirstName', pinned: true, required: true }]);
  });
  expect(await screen.findByText('No longer required')).toBeTruthy();
  expect(screen.getByText('Unpin')).toBeTruthy();
});

const [FIRST, SECOND] = [
  'a3f09c41-5a7e-4f63-9d0c-1b2e3d4c5f60',
  'b7d21e88-0c4d-4b0e-8a51-9f8e7d6c5b4a',
] as const;

test('two templates of one name are told apart by their tenants, in the list, the form and the review', async () => {
  const visitors = [FIRST, SECOND].map((tenant) => template(tenant, 'Visitor', { tenant }));
  const [, chosen = null] = visitors;
  const list = { ...LIST, templates: visitors };
  replaceDesk({
    refreshTemplates: () => Promise.resolve(list),
    enrolment: () => Promise.resolve(bare(chosen)),
  });
  expect(screen.queryByText(/^Tenant/)).toBeNull();
  await Promise.all([picker.refresh(), enrolment.refresh()]);
  const rows = screen.getAllByTitle('Visitor').map(({ textContent }) => textContent);
  expect(rows[0]).toContain('Tenant a3f09c41-…2e3d4c5f60');
  expect(rows[1]).toContain('Tenant b7d21e88-…8e7d6c5b4a');
  const form = within(screen.getByRole('form', { name: 'Form' }));
  expect(form.getByTitle(SECOND)).toBeTruthy();
  const review = within(screen.getByRole('region', { name: 'What will be ordered' }));
  expect(review.getByTitle(SECOND)).toBeTruthy();
});

/** The service tells the template of the form otherwise from now on; the desk keeps what was typed. */
function changed(...fields: FieldView[]): void {
  const now = template('company', 'Company', { fields });
  replaceDesk({
    refreshTemplates: () => Promise.resolve({ ...LIST, templates: [now] }),
    enrolment: () => Promise.resolve({ ...bare(now), values: enrolment.values }),
  });
}

test('a form whose template the service changed shows it as it will be ordered, and what has no place any more', async () => {
  enrolment.type('personFirstName', 'Kari');
  changed({ ...NAMED, name: 'personLastName' });
  await picker.refresh();
  expect(await screen.findByLabelText(/^Last name/)).toBeTruthy();
  expect(screen.getByText('New: Last name')).toBeTruthy();
  expect(screen.getByText('No longer there: First name')).toBeTruthy();
  const lost = screen.getByText(/^Not on this template any more:/);
  expect(lost.textContent.replace(/\s+/g, ' ')).toContain('First name: Kari');
  screen.getByRole('button', { name: 'Close' }).click();
  await waitFor(() => {
    expect(screen.queryByText('The template has changed')).toBeNull();
  });
  expect(lost.isConnected).toBe(true);
});

test('a form whose template is as it was is not read again', async () => {
  const asked = vi.fn<Desk['enrolment']>().mockResolvedValue(CHOSEN);
  changed({ ...NAMED });
  replaceDesk({ enrolment: asked });
  await picker.refresh();
  changed({ ...NAMED, kind: { kind: 'number' } });
  replaceDesk({ enrolment: asked });
  expect(asked).not.toHaveBeenCalled();
  await picker.refresh();
  await waitFor(() => {
    expect(asked).toHaveBeenCalledOnce();
  });
});

test('a form is not read again in the midst of its order, but right after', async () => {
  const come = ordered();
  changed({ ...NAMED, kind: { kind: 'number' } });
  await picker.refresh();
  expect(enrolment.view?.template?.fields).toEqual([NAMED]);
  come(false);
  expect(await screen.findByText('Of another type: First name')).toBeTruthy();
});

const SENT = orderView(orderRow('7', 'Åse', { number: '4711' }));
const FOUND = {
  person: 'Åse',
  orders: [{ row: SENT.row, same: ['email' as const] }],
  samePicture: [],
  pictureField: null,
  days: 90,
};

test.each([
  ['the receipt', () => (enrolment.ordering.order = SENT), () => enrolment.ordering.order],
  ['the question about others', () => (enrolment.lookalikes.found = FOUND), () => enrolment.lookalikes.found],
])('%s never opens above the cover, where it could not be seen, but when it goes', async (_, come, kept) => {
  const dialog = (): Element | null => document.querySelector('dialog[open]');
  presence.cover('shiftBegins');
  come();
  await new Promise((done) => setTimeout(done, 50));
  expect(dialog()).toBeNull();
  presence.comeBack();
  await waitFor(() => {
    expect(dialog()?.textContent).toContain('Åse');
  });
  // Nor does it stay open under a cover that comes later.
  presence.cover('shiftBegins');
  await waitFor(() => {
    expect(dialog()).toBeNull();
  });
  presence.comeBack();
  await waitFor(() => {
    expect(dialog()?.textContent).toContain('Åse');
  });
  expect(kept()).not.toBeNull();
});
