/**
 * How the UI is laid out.
 *
 * - `shell/` the window: top bar, places, and the counter's three columns. It composes features and decides nothing else.
 * - `features/<name>/` one thing the operator does. A controller (`x.svelte.ts`, a class) holds its state and calls the
 *   desk; components only render it. A feature keeps its words in its own `words.ts` and knows no other feature.
 * - `parts/` what every feature is made of: buttons, fields, dialogs. They know no feature and no command.
 * - `i18n/`, `errors/`, `keys/`, `theme/` words, words for errors, the keyboard, colours and measures.
 * - `ipc/` the only door to Tauri.
 * - `dev/` what only development and tests load; a build for release contains none of it.
 *
 * `features/templates/` shows the pattern in small.
 */
import { mount } from 'svelte';
import App from './App.svelte';
import { language, languageFor } from './i18n';
import { listenToShell } from './ipc';
import { keymap } from './keys/keymap.svelte';
import './theme/tokens.css';
import './theme/base.css';
import './parts/control.css';

/** In development `/?fake` shows the program with a pretended desk, and `/?parts` every part. */
async function showsDevelopment(target: HTMLElement): Promise<boolean> {
  const wish = new URLSearchParams(location.search);
  if (wish.size === 0) return false;
  const { pretend, showParts } = await import('./dev/pretend');
  pretend(wish);
  if (wish.has('parts')) showParts(target, wish);
  else mount(App, { target });
  return true;
}

async function start(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) return;
  if (import.meta.env.DEV && (await showsDevelopment(target))) return;
  listenToShell();
  mount(App, { target });
}

language.choose(languageFor('system', navigator.language));
keymap.listen(window);
void start();
