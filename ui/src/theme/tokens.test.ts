import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('src/theme/tokens.css', 'utf8');

type Pair = [light: string, dark: string];

/** The colours that a block of tokens.css sets, as light and dark. */
function coloursOf(selector: string): Map<string, Pair> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  const found = block.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g);
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]));
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const base = coloursOf(':root');
const GROUNDS = ['ground', 'surface', 'raised', 'track', 'hover'];

function lowest(colours: Map<string, Pair>, words: string, grounds: string[]): number {
  const front = colours.get(words);
  const ratios = grounds.flatMap((name) => {
    const back = colours.get(name);
    if (!front || !back) throw new Error(`tokens.css names no ${words} or ${name}`);
    return [contrast(front[0], back[0]), contrast(front[1], back[1])];
  });
  return Math.min(...ratios);
}

test.each(['ink', 'ink-quiet'])('%s can be read on every ground (WCAG 1.4.3: 4.5:1)', (words) => {
  expect(lowest(base, words, GROUNDS)).toBeGreaterThanOrEqual(4.5);
});

test.each(['good', 'warning', 'bad'])('%s can be read on every ground and on its own tint', (words) => {
  expect(lowest(base, words, [...GROUNDS, `${words}-soft`])).toBeGreaterThanOrEqual(4.5);
});

test('the edge of a field is told from its ground (WCAG 1.4.11: 3:1)', () => {
  expect(lowest(base, 'line-strong', ['ground', 'surface', 'raised'])).toBeGreaterThanOrEqual(3);
});

test.each(['practice', 'test', 'production'])('the accent of %s can be read wherever it is used', (name) => {
  const colours = new Map([...base, ...coloursOf(`[data-environment='${name}']`)]);
  expect(lowest(colours, 'on-accent', ['accent'])).toBeGreaterThanOrEqual(4.5);
  expect(lowest(colours, 'accent-ink', ['ground', 'surface', 'accent-soft'])).toBeGreaterThanOrEqual(4.5);
  expect(lowest(colours, 'ink', ['accent-soft'])).toBeGreaterThanOrEqual(4.5);
  expect(lowest(colours, 'ink-quiet', ['accent-soft'])).toBeGreaterThanOrEqual(4.5);
});

test('there are two weights, because each is a face to look up before anything can be shown', () => {
  const styled = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(css|svelte)$/.test(name),
  );
  const weights = styled.flatMap((name) =>
    [...readFileSync(`src/${name}`, 'utf8').matchAll(/font-weight: (\w+)/g)].map(([, weight]) => weight),
  );
  expect(new Set(weights)).toEqual(new Set(['400', '600']));
});
