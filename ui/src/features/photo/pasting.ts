import { asDeskError, desk, type PicturePlace, type PictureView } from '../../ipc';

/** Where a paste is text first: what is typed in, not what is only pressed or chosen. */
export const TYPED =
  'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable]';

/** Whether a paste may be one of a picture. WebKitGTK tells nothing at all of a clipboard with a picture in it, not
 * even of the text beside it; the others name the picture. Text that is told of is what is pasted. */
export function mayHoldPicture(clipboard: DataTransfer | null): boolean {
  if (clipboard?.getData('text/plain') !== '') return false;
  const isPicture = ({ type }: { type: string }): boolean => type.startsWith('image/');
  return clipboard.types.length === 0 || [...clipboard.items, ...clipboard.files].some(isPicture);
}

/** The picture of the clipboard, if it holds one. */
export async function pictureIfAny(place: PicturePlace): Promise<PictureView | null> {
  try {
    return await desk.pastePicture(place);
  } catch (reason) {
    if (asDeskError(reason).code === 'clipboardWithoutPicture') return null;
    throw reason;
  }
}
