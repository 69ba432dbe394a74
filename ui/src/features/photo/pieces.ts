/** A name as words, each in the pieces that stay whole when a line breaks: up to and with a hyphen. */
export function piecesOf(name: string): readonly (readonly string[])[] {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  return words.map((word) => word.match(/[^-]*-+|[^-]+/gu) ?? []);
}
