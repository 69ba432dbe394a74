/** Without 0, O, 1 and I, which look alike on paper and on the phone. There are 32, so that every byte is fair. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** So long that two of the same office do not meet: a million millions. */
const LENGTH = 8;

/** An external ID for an order that nobody gave one. */
export function madeExternalId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return `BD-${Array.from(bytes, (byte) => LETTERS.charAt(byte % LETTERS.length)).join('')}`;
}
