/** What is left of a frame by the JPEG the desk decodes again: little enough not to be seen. Our own number. */
const QUALITY = 0.95;

/** The frame a video shows, whole and unmirrored. */
export function frameOf(video: HTMLVideoElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas;
}

/** What a canvas holds as the bytes of a JPEG. */
export async function jpegOf(canvas: HTMLCanvasElement, quality = QUALITY): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  return new Uint8Array((await blob?.arrayBuffer()) ?? []);
}

/** The frame a video shows as the bytes of a JPEG. */
export function shotOf(video: HTMLVideoElement): Promise<Uint8Array> {
  return jpegOf(frameOf(video));
}
