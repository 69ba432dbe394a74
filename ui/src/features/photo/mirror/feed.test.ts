import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { replaceDesk, type Desk, type LiveFrame } from '../../../ipc';
import { unpacked, type Dress, type Guidance } from '../../../mirror/content';
import type { View } from '../live-view';
import { MirrorFeed } from './feed';

const DRESS: Dress = {
  title: 'Badgedesk mirror',
  language: 'en',
  theme: 'system',
  environment: null,
  idle: 'Look here',
};
const SAYS: Guidance = {
  says: 'Chin up a little',
  good: false,
  left: 0,
  ratio: 0.75,
  family: 'passport',
  rows: 720,
};

const showInMirror = vi.fn<Desk['showInMirror']>();
const small = vi.fn<View['small']>();
const view = { hidden: false, whole: () => document.createElement('canvas'), small };
let feed: MirrorFeed;
let stop: () => void = () => undefined;
let restore: () => void;

const after = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);
/** What was handed over, in order. */
const shown = () => showInMirror.mock.calls.map(([bytes]) => unpacked(new Uint8Array(bytes)));

beforeEach(() => {
  vi.useFakeTimers();
  view.hidden = false;
  showInMirror.mockReset().mockResolvedValue(true);
  const shot = { width: 1280, height: 720 };
  small.mockReset().mockResolvedValue({ jpeg: new Uint8Array([1, 2]), shot });
  restore = replaceDesk({ showInMirror });
  feed = new MirrorFeed();
});

afterEach(() => {
  stop();
  restore();
  vi.useRealTimers();
});

/** The feed of a mirror that is open, while somebody is in front of the camera. */
function open(): void {
  feed.wear(DRESS);
  stop = feed.watch(view, () => SAYS);
}

test('a mirror that is opened is told its colours and words, once', () => {
  feed.wear(DRESS);
  feed.wear({ ...DRESS });
  expect(shown()).toEqual([{ dress: DRESS, live: null }]);
});

test('a closed mirror is told nothing', async () => {
  stop = feed.watch(view, () => SAYS);
  await after(2000);
  expect(showInMirror).not.toHaveBeenCalled();
  expect(small).not.toHaveBeenCalled();
});

test('a live view is shown fifteen times a second at the most, with what is said of it', async () => {
  open();
  await after(1000);
  const live = shown().filter((content) => content?.live);
  expect(live.length).toBeGreaterThan(12);
  expect(live.length).toBeLessThan(18);
  expect(live[0]?.live).toEqual({ guidance: SAYS, jpeg: new Uint8Array([1, 2]) });
});

test('never more than one frame is on its way', async () => {
  let on = 0;
  let most = 0;
  showInMirror.mockImplementation(async () => {
    most = Math.max(most, (on += 1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    on -= 1;
    return true;
  });
  stop = feed.watch(view, () => SAYS);
  feed.wear(DRESS);
  await after(5000);
  expect(most).toBe(1);
});

test('a slow computer is handed smaller frames, and larger ones once it is quick again', async () => {
  showInMirror.mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return true;
  });
  open();
  await after(3000);
  expect(small).toHaveBeenLastCalledWith(480);
  showInMirror.mockResolvedValue(true);
  await after(15_000);
  expect(small).toHaveBeenLastCalledWith(960);
});

test('a mirror that takes nothing is asked seldom', async () => {
  showInMirror.mockResolvedValue(false);
  open();
  await after(100);
  small.mockClear();
  await after(5000);
  expect(small.mock.calls.length).toBeLessThanOrEqual(11);
});

test.each([
  ['a view that is out of sight or covered', () => (view.hidden = true)],
  [
    'a camera that is off',
    () => {
      stop();
    },
  ],
])('after %s nobody is in the mirror', async (_, end) => {
  open();
  await after(1000);
  expect(shown().at(-1)?.live).not.toBeNull();
  end();
  await after(1000);
  expect(shown().at(-1)).toEqual({ dress: DRESS, live: null });
});

test.each([
  [
    'the mirror closes first',
    [
      () => {
        feed.wear(null);
      },
      () => {
        stop();
      },
    ],
  ],
  [
    'the view goes first',
    [
      () => {
        stop();
      },
      () => {
        feed.wear(null);
      },
    ],
  ],
])('nobody is what a closed mirror was shown last, where %s', async (_, ends) => {
  open();
  await after(1000);
  expect(shown().at(-1)?.live).not.toBeNull();
  for (const end of ends) end();
  await after(1000);
  expect(shown().at(-1)).toEqual({ dress: DRESS, live: null });
});

test('a frame that was on its way when the mirror closed is not shown any more', async () => {
  open();
  await after(1000);
  let arrive: (frame: LiveFrame) => void = () => undefined;
  small.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  await after(200);
  feed.wear(null);
  arrive({ jpeg: new Uint8Array([3]), shot: { width: 1280, height: 720 } });
  await after(1000);
  expect(shown().at(-1)).toEqual({ dress: DRESS, live: null });
});
