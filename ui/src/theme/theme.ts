import type { Environment, Theme } from '../ipc';

/** Dresses the window; tokens.css does the rest. `system` follows the desktop, also when it changes at dusk. */
export function wearTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Gives the whole window the accent of an environment, or the neutral one while no connection is chosen. */
export function wearEnvironment(environment: Environment | null): void {
  if (environment === null) delete document.documentElement.dataset.environment;
  else document.documentElement.dataset.environment = environment;
}
