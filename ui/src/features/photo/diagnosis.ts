import type { PlainKey } from '../../i18n';
import type { CameraSigns } from '../../ipc';
import type { CameraFault } from './camera-request';

/** Why a camera shows nothing. */
export type Cause =
  | Exclude<CameraFault, 'denied'>
  | `denied.${System}`
  | 'timeOut.macos'
  | 'permissionKey'
  | 'portal'
  | 'plugins'
  | 'pageFailed';

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
  // macOS leaves a program that may not even ask without an answer, or says no by itself.
  if ((fault === 'timeOut' || fault === 'denied') && signs?.lacksPermissionKey) return 'permissionKey';
  if (fault === 'denied') return `denied.${system}`;
  // Its question may be in sight still: whoever reads it needs longer than a camera does.
  if (fault === 'timeOut' && system === 'macos') return 'timeOut.macos';
  if (fault === 'none' && signs?.plugins === false) return 'plugins';
  if (fault === 'none' && signs?.device === true) return 'portal';
  return fault;
}

export function wordsOf(cause: Cause): Diagnosis {
  return { says: `doctor.${cause}`, next: `doctor.${cause}.next` };
}

const TRUER: readonly Cause[] = ['plugins', 'portal', 'permissionKey', 'timeOut.macos'];

/** What to say at the counter in place of what the web view says, which would lead the operator astray. */
export function truerWords(
  fault: CameraFault,
  platform: string,
  signs: CameraSigns | null,
): Diagnosis | null {
  const cause = causeOf(fault, platform, signs);
  return TRUER.includes(cause) ? wordsOf(cause) : null;
}
