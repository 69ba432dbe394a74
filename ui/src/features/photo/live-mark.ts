/** Holds no more than that it is there: nothing of a person or of a camera. */
const KEY = 'camera-on';

const on = new Set<object>();

/** Keeps beside the page that one of its cameras is on, or is about to be, until all are off. Not every system tells
 * the shell of a page that crashed: the next page finds the mark that nobody took away. */
export function markCamera(camera: object, isOn: boolean): void {
  if (isOn) on.add(camera);
  else on.delete(camera);
  if (on.size > 0) sessionStorage.setItem(KEY, '');
  else sessionStorage.removeItem(KEY);
}

/** Whether the page before this one ended with a camera on; told once. */
export function pageCrashedWithCamera(): boolean {
  const found = sessionStorage.getItem(KEY) !== null;
  sessionStorage.removeItem(KEY);
  return found;
}

// A page that goes in order takes its cameras with it.
window.addEventListener('pagehide', () => {
  on.clear();
  sessionStorage.removeItem(KEY);
});
