import { invoke } from '@tauri-apps/api/core';
import type {
  BadgeRef,
  CardSeen,
  CropView,
  GlanceView,
  PicturePlace,
  PictureSource,
  PictureView,
  PlaceSeen,
} from './generated/bindings';

/** Where bytes that the page itself has can come from; the shell reads files on its own. */
export type BytesSource = Extract<PictureSource, 'camera' | 'drop' | 'clipboard'>;

/** A frame of the live view: a JPEG that may be smaller than a shot, and the size of a shot in pixels. */
export interface LiveFrame {
  readonly jpeg: Uint8Array;
  readonly shot: { readonly width: number; readonly height: number };
}

/** A frame of the live view of a camera, which its label names, as small as the other. */
export interface CameraFrame {
  readonly jpeg: Uint8Array;
  readonly camera: string;
}

/** JSON has no infinite numbers, so that every number may be missing; where the desk sends finite ones, none is. */
type Finite<T> = [T] extends [number | null]
  ? number
  : T extends object
    ? { readonly [K in keyof T]: Finite<T[K]> }
    : T;

/** What was seen in a frame of the live view. */
export type Glance = Finite<GlanceView>;

/** Bytes from the shell as something an object URL can be made of. */
async function jpeg(command: string, args: Record<string, unknown>): Promise<Blob> {
  const bytes = await invoke<ArrayBuffer>(command, args);
  return new Blob([bytes], { type: 'image/jpeg' });
}

/** The commands whose pictures cross as raw bytes, in or out; the generator of the other commands cannot write them. */
export const pictures = {
  /** Hands over a picture as it was shot, dropped or pasted; `camera` is the label of the one that took it. */
  takePicture: (
    { enrolment, field }: PicturePlace,
    source: BytesSource,
    bytes: Uint8Array,
    camera?: string,
  ) => {
    // A header holds ASCII only, and a field may be called “Ansattnummer på kortet”.
    const headers = { 'x-enrolment': enrolment, 'x-field': encodeURIComponent(field), 'x-source': source };
    const taken = camera ? { ...headers, 'x-camera': encodeURIComponent(camera) } : headers;
    return invoke<PictureView>('take_picture', bytes, { headers: taken });
  },
  /** Has a frame of the live view looked at. */
  glance: ({ enrolment, field }: PicturePlace, { jpeg, shot }: LiveFrame) => {
    const from = { 'x-enrolment': enrolment, 'x-field': encodeURIComponent(field), 'x-source': 'camera' };
    const headers = { ...from, 'x-shot': `${shot.width}x${shot.height}` };
    return invoke<Glance>('glance', jpeg, { headers });
  },
  /** Has the place in front of a camera judged. */
  checkPlace: ({ jpeg, camera }: CameraFrame) =>
    invoke<PlaceSeen>('check_place', jpeg, { headers: { 'x-camera': encodeURIComponent(camera) } }),
  /** Has the sharpness of a card judged that is held up in front of a camera. */
  checkFocus: ({ jpeg, camera }: CameraFrame) =>
    invoke<CardSeen>('check_focus', jpeg, { headers: { 'x-camera': encodeURIComponent(camera) } }),
  /** Hands the person's own mirror what it shows; whether that was taken. */
  showInMirror: (content: Uint8Array) => invoke<boolean>('show_in_mirror', content),
  /** The upright picture, small enough for the screen, as JPEG. */
  picturePreview: (place: PicturePlace) => jpeg('picture_preview', { place }),
  /** Cuts the portrait from the original pixels and answers it as JPEG. */
  cutPicture: (place: PicturePlace, crop: CropView) => jpeg('cut_picture', { place, crop }),
  /** The portrait as it was last cut, as JPEG. */
  portrait: (place: PicturePlace) => jpeg('portrait', { place }),
  /** The picture an order was placed with, as JPEG. */
  orderPicture: (order: string, field: string) => jpeg('order_picture', { order, field }),
  /** A badge's public page as a QR code, as SVG. */
  badgeQr: async (badge: BadgeRef) => {
    const bytes = await invoke<ArrayBuffer>('badge_qr', { badge });
    return new Blob([bytes], { type: 'image/svg+xml' });
  },
  /** The picture of an order, as small as a list shows it, as JPEG. */
  orderThumbnail: (order: string) => jpeg('order_thumbnail', { order }),
};
