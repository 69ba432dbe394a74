/** What a camera gave when it was live last. */
export interface Still {
  readonly picture: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  /** Pictures a second; 0 where the web view does not tell. */
  readonly rate: number;
}

/** As many pixels wide as a row has room for on a dense screen: whole frames of many cameras would fill the memory. */
const WIDTH = 384;

/** Pictures a second, as far as the web view tells. */
export function rateOf(stream: MediaStream): number {
  return stream.getVideoTracks()[0]?.getSettings().frameRate ?? 0;
}

/** Whether a video shows a frame of this stream, and not one that is left of the stream before. */
export function shows(video: HTMLVideoElement | undefined, stream: MediaStream): video is HTMLVideoElement {
  if (video?.srcObject !== stream || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return false;
  return video.videoWidth > 0;
}

/** The frame a video shows, small, and what the camera behind it gives. */
export function stillOf(video: HTMLVideoElement, stream: MediaStream): Still {
  const { videoWidth: width, videoHeight: height } = video;
  const picture = document.createElement('canvas');
  picture.width = Math.min(WIDTH, width);
  picture.height = Math.round((picture.width * height) / width);
  picture.getContext('2d')?.drawImage(video, 0, 0, picture.width, picture.height);
  return { picture, width, height, rate: rateOf(stream) };
}
