import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import DateField from './DateField.svelte';

const type = vi.fn<(text: string) => void>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 11, 31, 18) });
  type.mockReset();
  render(DateField, {
    id: 'valid',
    label: 'Valid until',
    note: undefined,
    remark: undefined,
    aside: createRawSnippet(() => ({ render: () => '<i></i>' })),
    settings: { name: 'cardValidUntilDate' },
    required: false,
    masked: false,
    value: '',
    date: null,
    type,
    leave: () => undefined,
  });
  vi.setSystemTime(new Date(2027, 0, 1, 8));
});

afterEach(() => {
  vi.useRealTimers();
});

test('in a window that stayed open overnight a year is counted from the new day', async () => {
  await fireEvent.click(screen.getByRole('button', { name: '1 year' }));
  expect(type).toHaveBeenCalledWith('01/01/2028');
});

test('a quick choice means the year it says, also on the day after', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'End of 2026' }));
  expect(type).toHaveBeenCalledWith('31/12/2026');
  expect(screen.getByRole('button', { name: 'End of 2027' })).toBeTruthy();
});
