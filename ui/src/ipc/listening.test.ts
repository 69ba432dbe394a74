import { beforeEach, expect, test, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn());
const listen = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen }));

beforeEach(() => {
  vi.resetModules();
  invoke.mockReset().mockResolvedValue({});
});

test('no command is sent before the shell knows that the page listens', async () => {
  let answer: (stop: () => void) => void = () => undefined;
  listen.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const { desk, listenToShell } = await import('./index');
  listenToShell();
  const asked = desk.deskState();
  await new Promise((rest) => setTimeout(rest));
  expect(invoke).not.toHaveBeenCalled();
  answer(() => undefined);
  await asked;
  expect(invoke).toHaveBeenCalledOnce();
});

test('where the shell lets nobody listen, a command says that the bridge failed', async () => {
  listen.mockRejectedValue('not allowed');
  const { desk, listenToShell } = await import('./index');
  listenToShell();
  await expect(desk.deskState()).rejects.toMatchObject({ code: 'bridgeFailed' });
  expect(invoke).not.toHaveBeenCalled();
});
