import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { focusDialogs } from '../../dev/focus';
import { Station } from '../../shell/station.svelte';
import ConnectionDialog from './ConnectionDialog.svelte';
import { editor } from './editor.svelte';
import { SERVICES } from './names';

let restore: () => void;

beforeEach(() => {
  restore = focusDialogs();
});

afterEach(() => {
  editor.close();
  restore();
});

test.each(['breeze', 'issueBadge'] as const)(
  'a connection that is added for %s begins at that service',
  async (kind) => {
    render(ConnectionDialog, { station: new Station() });
    editor.add(kind);
    await tick();
    const chosen = screen.getAllByLabelText<HTMLInputElement>(SERVICES[kind])[0];
    expect(chosen?.checked).toBe(true);
    expect(document.activeElement).toBe(chosen);
  },
);
