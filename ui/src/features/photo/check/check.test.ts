import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DESK } from '../../../dev/desk';
import { language, t } from '../../../i18n';
import {
  DeskError,
  replaceDesk,
  type CameraFrame,
  type CheckAdvice,
  type CheckedMeasure,
  type Desk,
  type PlaceSeen,
  type StationCheckView,
} from '../../../ipc';
import type { Station } from '../../../shell/station.svelte';
import type { Camera } from '../camera.svelte';
import { LiveView } from '../live-view';
import { StationCheck } from './check.svelte';
import CheckDialog from './CheckDialog.svelte';
import CheckLine from './CheckLine.svelte';
import CheckMeasures from './CheckMeasures.svelte';

const CAMERA = { state: { kind: 'live', stream: new MediaStream(), label: 'Brio' } } as unknown as Camera;
const FRAME: CameraFrame = { jpeg: new Uint8Array([1]), camera: 'Brio' };
const checkPlace = vi.fn<Desk['checkPlace']>();
const checkFocus = vi.fn<Desk['checkFocus']>();
const frame = vi.fn<() => Promise<CameraFrame | null>>();
let check: StationCheck;
let stop: () => void;
let restore: () => void;

function measured(measure: CheckedMeasure['measure'], advice: CheckAdvice | null = null): CheckedMeasure {
  return { measure, value: 0.5, advice, before: null, differs: false };
}

function checked(...measures: CheckedMeasure[]): StationCheckView {
  return { camera: 'Brio', at: '2026-11-22T08:02:00Z', today: true, before: null, measures };
}

const empty = (...measures: CheckedMeasure[]): PlaceSeen => ({ kind: 'empty', check: checked(...measures) });
const after = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers();
  frame.mockReset().mockResolvedValue(FRAME);
  checkPlace.mockReset().mockResolvedValue(empty(measured('light')));
  checkFocus.mockReset().mockResolvedValue({ focus: null });
  restore = replaceDesk({ checkPlace, checkFocus });
  check = new StationCheck(frame);
  stop = check.begin();
});

afterEach(() => {
  stop();
  restore();
  vi.useRealTimers();
});

test('the empty place is judged at once, and not again by itself', async () => {
  await after(5000);
  expect(checkPlace).toHaveBeenCalledTimes(1);
  expect(checkPlace).toHaveBeenCalledWith(FRAME);
  expect(check.measures.map(({ measure }) => measure)).toEqual(['light']);
  expect([check.step, check.judged]).toEqual(['none', true]);
});

test('a place with somebody in it is not judged until they have left', async () => {
  checkPlace.mockResolvedValue({ kind: 'person' });
  stop = check.begin();
  await after(3000);
  expect([check.step, check.person, check.judged]).toEqual(['place', true, false]);
  checkPlace.mockResolvedValue(empty(measured('light')));
  await after(1000);
  expect([check.step, check.person, check.judged]).toEqual(['none', false, true]);
});

test('a camera that shows nothing yet is waited for', async () => {
  frame.mockResolvedValue(null);
  stop = check.begin();
  await after(2000);
  expect(check.judged).toBe(false);
  frame.mockResolvedValue(FRAME);
  await after(1000);
  expect(check.judged).toBe(true);
});

test('a card is looked at until it is in focus', async () => {
  await after(100);
  check.lookAtCard();
  await after(2000);
  expect(check.measures.map(({ measure }) => measure)).toEqual(['light']);
  checkFocus.mockResolvedValue({ focus: measured('focus', 'focus') });
  await after(1000);
  expect(check.step).toBe('card');
  expect(check.measures.at(-1)?.advice).toBe('focus');
  checkFocus.mockResolvedValue({ focus: measured('focus') });
  await after(1000);
  expect(check.step).toBe('none');
  expect(check.measures.map(({ measure, advice }) => [measure, advice])).toEqual([
    ['light', null],
    ['focus', null],
  ]);
  checkFocus.mockClear();
  await after(3000);
  expect(checkFocus).not.toHaveBeenCalled();
});

test('a focus of earlier today stands last until a card is held up again', async () => {
  checkPlace.mockResolvedValue(empty(measured('focus'), measured('light')));
  stop = check.begin();
  await after(100);
  expect(check.measures.map(({ measure }) => measure)).toEqual(['light', 'focus']);
});

test('nothing is looked at any longer once the check is left, and an answer that comes late is dropped', async () => {
  let answer: (seen: PlaceSeen) => void = () => undefined;
  checkPlace.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  check = new StationCheck(frame);
  stop = check.begin();
  await after(100);
  stop();
  answer(empty(measured('light')));
  frame.mockClear();
  await after(3000);
  expect(check.judged).toBe(false);
  expect(frame).not.toHaveBeenCalled();
});

test('a desk that cannot judge says so once', async () => {
  checkPlace.mockRejectedValue(new DeskError('folderUnusable'));
  stop = check.begin();
  await after(5000);
  expect(check.error?.code).toBe('folderUnusable');
  expect(check.step).toBe('none');
});

test('what is not good is told with what to do, and what was clearly otherwise with what it was', () => {
  const light = { ...measured('light', 'lightFromLeft'), value: 0.18, before: 0.62, differs: true };
  const measures = [light, { ...measured('colour'), value: 3.2, before: 3 }];
  render(CheckMeasures, { measures, before: '2026-11-20T08:10:00Z' });
  expect(screen.getByText(t('check.advice.lightFromLeft'))).toBeTruthy();
  const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(rows[0]).toMatch(/18 %\s*\(62 %, changed\)/);
  expect(rows[1]).toMatch(/3\s*\(3\)/);
  expect(screen.getByText(/20 Nov 2026/)).toBeTruthy();
});

test('the check begins with the dialog, by the frames of the live view, and shows what was judged', async () => {
  vi.spyOn(LiveView.prototype, 'small').mockResolvedValue({
    jpeg: FRAME.jpeg,
    shot: { width: 1280, height: 720 },
  });
  const video = document.createElement('video');
  const frames = { videoWidth: 1280, videoHeight: 720, readyState: 4 };
  for (const [name, value] of Object.entries(frames)) Object.defineProperty(video, name, { value });
  stop();
  checkPlace.mockClear();
  render(CheckDialog, { open: true, camera: CAMERA, video });
  await after(5000);
  expect(screen.getByText('The place is good')).toBeTruthy();
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(checkPlace).toHaveBeenCalledTimes(1);
  expect(checkPlace).toHaveBeenCalledWith(FRAME);
  screen.getByRole('button', { name: 'Judge again' }).click();
  await after(1000);
  expect(checkPlace).toHaveBeenCalledTimes(2);
});

/** A station whose live camera is called Brio. */
function line(checks: StationCheckView[]): ReturnType<typeof render> {
  vi.useRealTimers();
  const station = { view: { ...DESK, checks } } as unknown as Station;
  return render(CheckLine, { station, camera: CAMERA, video: undefined });
}

test('a place that was checked today is not asked for again, one of another day or camera is', () => {
  const line1 = line([checked()]);
  expect(screen.queryByText(t('check.undone'))).toBeNull();
  line1.unmount();
  line([
    { ...checked(), today: false },
    { ...checked(), camera: 'Built-in' },
  ]);
  expect(screen.getByText(t('check.undone'))).toBeTruthy();
});

test('who wants no check today is not asked again', async () => {
  language.choose('nb');
  const first = line([]);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Ikke i dag' }));
  expect(screen.queryByText(t('check.undone'))).toBeNull();
  first.unmount();
  line([]);
  expect(screen.queryByText(t('check.undone'))).toBeNull();
});
