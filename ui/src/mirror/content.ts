import type { LanguageCode } from '../i18n/language.svelte';
import type { CropFamily, Environment, Theme } from '../ipc';

/** What the mirror wears and says while nobody is in it. Nothing of an order is in here, and no name. */
export interface Dress {
  readonly title: string;
  readonly language: LanguageCode;
  readonly theme: Theme;
  readonly environment: Environment | null;
  readonly idle: string;
}

/** What is said to whoever is in the mirror, and where the head belongs. */
export interface Guidance {
  readonly says: string;
  readonly good: boolean;
  /** Seconds left of the countdown. */
  readonly left: number;
  /** Width divided by height of the frame around the person; none where no head is wanted. */
  readonly ratio: number | null;
  /** How heads are cut. */
  readonly family: CropFamily;
  /** Rows of pixels that the camera gives. */
  readonly rows: number;
}

/** All that is shown in the mirror: somebody, by a small JPEG of what the camera sees, or nobody. */
export interface Content {
  readonly dress: Dress;
  readonly live: { readonly guidance: Guidance; readonly jpeg: Uint8Array<ArrayBuffer> } | null;
}

/** Between the words, which have no such byte in JSON, and the picture. */
const END = 0x0a;

/** The content as it crosses from one window to the other: a line of JSON, then the picture. */
export function packed({ dress, live }: Content): Uint8Array<ArrayBuffer> {
  const words = new TextEncoder().encode(JSON.stringify({ dress, guidance: live?.guidance ?? null }));
  const bytes = new Uint8Array(words.length + 1 + (live?.jpeg.length ?? 0));
  bytes.set(words);
  bytes[words.length] = END;
  if (live) bytes.set(live.jpeg, words.length + 1);
  return bytes;
}

/** What `packed` made; nothing of what it did not. */
export function unpacked(bytes: Uint8Array<ArrayBuffer>): Content | null {
  const end = bytes.indexOf(END);
  if (end < 0) return null;
  const words = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as {
    dress: Dress;
    guidance: Guidance | null;
  };
  const { dress, guidance } = words;
  return { dress, live: guidance && { guidance, jpeg: bytes.slice(end + 1) } };
}
