/** What shows a stream: a video, as far as it is told here. */
export type Screen = Pick<HTMLVideoElement, 'srcObject'>;

const screens = new WeakMap<MediaStream, Set<Screen>>();

/** Shows a stream on a video; answers what takes it off again. */
export function show(stream: MediaStream, screen: Screen): () => void {
  const all = screens.get(stream) ?? new Set();
  screens.set(stream, all.add(screen));
  screen.srcObject = stream;
  return () => {
    all.delete(screen);
    takeOff(stream, screen);
  };
}

function takeOff(stream: MediaStream, screen: Screen): void {
  if (screen.srcObject === stream) screen.srcObject = null;
}

/** Ends a stream. It is taken off every video first: WebKitGTK can hang for ever when the track of a video that plays
 * is stopped, because its main thread then waits for the thread that waits to draw there. */
export function stop(stream: MediaStream): void {
  for (const screen of screens.get(stream) ?? []) takeOff(stream, screen);
  screens.delete(stream);
  for (const track of stream.getTracks()) track.stop();
}
