import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { language } from '../../i18n';
import DateField from './DateField.svelte';

/** The description of a date field with this text, which stands for 3 April. */
function described(value: string, masked = false): string {
  render(DateField, {
    id: 'valid',
    label: 'Valid until',
    note: undefined,
    remark: undefined,
    aside: createRawSnippet(() => ({ render: () => '<i></i>' })),
    settings: { name: 'extraDate2' },
    required: false,
    masked,
    value,
    date: value === '' ? null : '2027-04-03',
    type: () => undefined,
    leave: () => undefined,
  });
  const ids = screen.getByLabelText('Valid until').getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
}

test('a date in digits says beside them which month is meant', () => {
  expect(described('03/04/2027')).toBe('3 April 2027');
});

test('a date says which month is meant in the language of the page', () => {
  language.choose('nb');
  expect(described('03.04.2027')).toBe('3. april 2027');
});

test('what is no date yet, or has its month in words, is said once', () => {
  expect(described('')).toBe('');
  document.body.replaceChildren();
  expect(described('3 April 2027')).toBe('');
});

test('a masked date is not said in words', () => {
  expect(described('03/04/2027', true)).toBe('');
  expect(screen.queryByText('3 April 2027')).toBeNull();
});
