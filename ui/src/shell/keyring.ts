import { wordsFor } from '../errors';
import { t, type PlainKey } from '../i18n';
import type { Code, Problem } from '../ipc';

type Cause = 'noKeyring' | 'keyringLocked' | 'keyringNoAnswer';
type System = 'linux' | 'macos' | 'windows';

const WAYS: Readonly<Record<Cause, Readonly<Record<System, PlainKey>>>> = {
  noKeyring: {
    linux: 'keyring.way.noKeyring.linux',
    macos: 'keyring.way.noKeyring.macos',
    windows: 'keyring.way.noKeyring.windows',
  },
  keyringLocked: {
    linux: 'keyring.way.keyringLocked.linux',
    macos: 'keyring.way.keyringLocked.macos',
    windows: 'keyring.way.keyringLocked.windows',
  },
  keyringNoAnswer: {
    linux: 'keyring.way.keyringNoAnswer.linux',
    macos: 'keyring.way.keyringNoAnswer.macos',
    windows: 'keyring.way.keyringNoAnswer.windows',
  },
};

const isSystem = (platform: string): platform is System => platform in WAYS.noKeyring;
const isCause = (code: string): code is Cause => code in WAYS;

/** Whether it is the keyring that does not give what was asked for. */
export const isOfTheKeyring = (code: Code): boolean => isCause(code) || code === 'keyringFailed';

/** What to do about the keyring on this kind of computer; where there is nothing special to say, what to do anywhere. */
export function wayOut(problem: Problem, platform: string): string {
  if (!isCause(problem.code) || !isSystem(platform)) return wordsFor(problem).next;
  return t(WAYS[problem.code][platform]);
}
