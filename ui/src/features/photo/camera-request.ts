import { stop } from './live-stream';

/** Why there is no live view. */
export type CameraFault = 'none' | 'busy' | 'denied' | 'timeOut' | 'ended' | 'failed';

/** Some systems never answer a request without a usage description, or ask the operator first; ours to choose, longer
 * than any start we saw. */
const TIME_LIMIT = 10_000;

const FAULTS: Readonly<Partial<Record<string, CameraFault>>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
  TimeoutError: 'timeOut',
};

export function faultOf(reason: unknown): CameraFault {
  const name = reason instanceof Error || reason instanceof DOMException ? reason.name : '';
  return FAULTS[name] ?? 'failed';
}

/** What is asked of a camera: the size is ideal, since one that cannot do it gives what it can. */
export function constraints(deviceId?: ConstrainDOMString): MediaStreamConstraints {
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  return { audio: false, video: deviceId === undefined ? size : { ...size, deviceId } };
}

/** The stream, or a TimeoutError; a stream that comes too late is stopped when it comes. */
export function inTime(asked: Promise<MediaStream>): Promise<MediaStream> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new DOMException('no answer', 'TimeoutError'));
    }, TIME_LIMIT);
    asked
      .then((stream) => {
        if (late) stop(stream);
        else resolve(stream);
      }, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}
