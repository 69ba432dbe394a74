import type { PlainKey } from '../../i18n';
import type { CameraSigns } from '../../ipc';
import type { CameraFault } from './camera.svelte';

/** Why a camera shows nothing. */
export type Cause =
  Exclude<CameraFault, 'denied'> | `denied.${System}` | 'permissionKey' | 'portal' | 'plugins' | 'pageFailed';

type System = 'linux' | 'macos' | 'windows';

/** The words of a cause, and of its remedy. */
export interface Diagnosis {
  readonly says: PlainKey & `doctor.${Cause}`;
  readonly next: PlainKey & `doctor.${Cause}.next`;
}

function systemOf(platform: string): System {
  return platform === 'macos' || platform === 'windows' ? platform : 'linux';
}

/** A web view tells little: what it means depends on the system, and on what that shows of cameras itself. */
export function causeOf(fault: CameraFault, platform: string, signs: CameraSigns | null): Cause {
  const system = systemOf(platform);
  if (fault === 'denied') return `denied.${system}`;
  // macOS leaves the question of a program that may not even ask unanswered.
  if (fault === 'timeOut' && system === 'macos') return 'permissionKey';
  if (fault === 'none' && signs?.plugins === false) return 'plugins';
  if (fault === 'none' && signs?.device === true) return 'portal';
  return fault;
}

export function wordsOf(cause: Cause): Diagnosis {
  return { says: `doctor.${cause}`, next: `doctor.${cause}.next` };
}

/** What to say at the counter in place of what the web view says, which would lead the operator astray. */
export function truerWords(
  fault: CameraFault,
  platform: string,
  signs: CameraSigns | null,
): Diagnosis | null {
  const cause = causeOf(fault, platform, signs);
  return cause === 'plugins' || cause === 'portal' || cause === 'permissionKey' ? wordsOf(cause) : null;
}
