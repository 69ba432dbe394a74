// How long sharp takes for the job of `examples/bench/photo.rs`, by the protocol of `peers.py`.
//
// Run as `node sharp.mjs FILE FOLDER`, with the package sharp installed in FOLDER. sharp shrinks on load; it turns
// only whole pictures, so the crop is taken a little larger, turned, and cut to its size.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const [path, folder] = process.argv.slice(2);
const sharp = createRequire(join(folder, 'package.json'))('sharp');
sharp.cache(false);
sharp.concurrency(1);

const RUNS = 15;
const [WIDTH, HEIGHT, ANGLE] = [720, 960, 3];
const SCALE = WIDTH / 1800;
const CENTRE = [(612 + 900) * SCALE, (100 + 1200) * SCALE];
const turn = (ANGLE * Math.PI) / 180;
const [REGION_WIDTH, REGION_HEIGHT] = [
  Math.ceil(WIDTH * Math.cos(turn) + HEIGHT * Math.sin(turn)),
  Math.ceil(WIDTH * Math.sin(turn) + HEIGHT * Math.cos(turn)),
];

/** A part of raw pixels, of a size and about a middle. */
function part({ data, info }, [x, y], width, height) {
  const left = Math.max(0, Math.min(Math.round(x - width / 2), info.width - width));
  const top = Math.max(0, Math.min(Math.round(y - height / 2), info.height - height));
  const { channels } = info;
  return sharp(data, { raw: { width: info.width, height: info.height, channels } }).extract({ left, top, width, height });
}

const raw = (image) => image.raw().toBuffer({ resolveWithObject: true });

async function portrait(jpeg, width) {
  const scaled = await raw(sharp(jpeg).autoOrient().resize({ width: Math.round(width * SCALE) }));
  const turned = await raw(part(scaled, CENTRE, REGION_WIDTH, REGION_HEIGHT).rotate(-ANGLE));
  const middle = [turned.info.width / 2, turned.info.height / 2];
  return part(turned, middle, WIDTH, HEIGHT).jpeg({ quality: 90, chromaSubsampling: '4:2:0' }).toBuffer();
}

const jpeg = await readFile(path);
const { autoOrient } = await sharp(jpeg).metadata();
const times = [];
let bytes = 0;
for (let run = -2; run < RUNS; run += 1) {
  const start = performance.now();
  ({ length: bytes } = await portrait(jpeg, autoOrient.width));
  if (run >= 0) times.push(performance.now() - start);
}
times.sort((one, other) => one - other);
const rounded = (ms) => Math.round(ms * 10) / 10;
const { sharp: version, vips } = sharp.versions;
console.log(
  JSON.stringify({
    name: `sharp ${version} (libvips ${vips}), scaled then turned`,
    median_ms: rounded(times[Math.floor(RUNS / 2)]),
    min_ms: rounded(times[0]),
    runs: RUNS,
    bytes,
  }),
);
