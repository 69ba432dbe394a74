/** What is left of a frame by the JPEG the desk decodes again: little enough not to be seen. Our own number. */
const QUALITY = 0.95;

/** The frame a video shows, whole and unmirrored, as the bytes of a JPEG. */
export async function shotOf(video: HTMLVideoElement): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });
  return new Uint8Array((await blob?.arrayBuffer()) ?? []);
}
