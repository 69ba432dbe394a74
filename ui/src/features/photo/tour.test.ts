import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ALL, DoctorPage } from '../../dev/doctor-page';

let page: DoctorPage;

beforeEach(() => {
  page = new DoctorPage();
});

afterEach(() => {
  page.close();
});

test('cameras whose names are not told yet are counted, and called by their names once one was on', async () => {
  page.cameras.told = false;
  await page.seen();
  expect(page.rows()).toHaveLength(1);
  expect(page.rows()[0]).toContain('Camera 1');
  expect(screen.getByText(/What they are called/)).toBeTruthy();
  await page.click('Turn the cameras on');
  await page.after(20_000);
  expect(page.rows().map((row) => ALL.find((name) => row.includes(name)))).toEqual(ALL);
  expect(screen.queryByText(/What they are called|was unplugged/)).toBeNull();
  expect([page.cameras.opened, page.cameras.open]).toEqual([ALL, ALL]);
});

test('one press shows every camera live beside the others, and opens one after the other', async () => {
  const asked = vi.spyOn(page.cameras.media, 'getUserMedia');
  await page.looked();
  expect([page.live('Built-in'), page.live('Studio camera')]).toEqual([true, false]);
  expect(screen.getByText('Turning the cameras on …')).toBeTruthy();
  await page.after(20_000);
  expect([ALL.map((name) => page.live(name)), page.cameras.open, page.cameras.opened]).toEqual([
    [true, true, true],
    ALL,
    ALL,
  ]);
  expect(asked.mock.calls[1]?.[0]).toMatchObject({ video: { deviceId: { exact: 'id of Brio' } } });
  expect(screen.queryByText('Turning the cameras on …')).toBeNull();
});

test('each live camera says what it gives, and keeps its picture when it is turned off', async () => {
  await page.looked();
  await page.after(20_000);
  for (const video of document.querySelectorAll('video')) await fireEvent(video, new Event('resize'));
  expect(screen.getByText('1280 × 720 pixels, 30 pictures a second')).toBeTruthy();
  expect(screen.getByText('1920 × 1080 pixels, 60 pictures a second')).toBeTruthy();
  await page.click('Turn off Built-in');
  expect([page.kept('Built-in')?.height, page.cameras.open]).toEqual([216, ['Brio', 'Studio camera']]);
  expect(screen.getByText('1280 × 720 pixels, 30 pictures a second')).toBeTruthy();
});

test('two cameras never start at once', async () => {
  let answer: () => void = () => undefined;
  page.cameras.answers = new Promise<void>((resolve) => (answer = resolve));
  const asked = vi.spyOn(page.cameras.media, 'getUserMedia');
  await page.looked();
  await page.click('Show Studio camera live');
  await page.after(5000);
  expect(asked).toHaveBeenCalledOnce();
  answer();
  await page.after(20_000);
  expect([page.cameras.opened, page.cameras.open]).toEqual([
    ['Built-in', 'Studio camera', 'Brio'],
    ['Built-in', 'Studio camera', 'Brio'],
  ]);
});

test('a single camera that is turned on turns no other one on', async () => {
  await page.seen();
  await page.click('Show Brio live');
  await page.after(20_000);
  expect([page.cameras.opened, page.live('Brio')]).toEqual([['Brio'], true]);
});

test.each(['mutes them', 'ends them', 'refuses it'] as const)(
  'where another camera %s, each is live in its turn and keeps its picture, and the used one stays',
  async (does) => {
    page.cameras.system = does;
    await page.looked('Brio');
    await page.after(40_000);
    expect([page.live('Brio'), page.kept('Brio'), page.cameras.open]).toEqual([true, null, ['Brio']]);
    expect([page.kept('Built-in')?.height, page.kept('Studio camera')?.height]).toEqual([216, 288]);
    expect(screen.getByText(/one camera at a time/)).toBeTruthy();
    expect(screen.queryByText(/disconnected|Another program/)).toBeNull();
  },
);

test('where they take turns, one that is asked for ends the other and stays', async () => {
  page.cameras.system = 'mutes them';
  await page.looked();
  await page.after(20_000);
  const before = page.cameras.opened.length;
  await page.click('Show Built-in live');
  await page.after(20_000);
  expect([page.cameras.opened.slice(before), page.cameras.open, page.live('Built-in')]).toEqual([
    ['Built-in'],
    ['Built-in'],
    true,
  ]);
});

test('a camera that does not start says why in its own row, and the others go on', async () => {
  page.cameras.busy = ['Brio'];
  await page.looked();
  await page.after(20_000);
  expect(page.rows().map((row) => row.includes('Another program uses the camera'))).toEqual([
    false,
    true,
    false,
  ]);
  expect(screen.getAllByText('Another program uses the camera')).toHaveLength(1);
  expect(page.cameras.open).toEqual(['Built-in', 'Studio camera']);
  expect(screen.queryByText(/one camera at a time/)).toBeNull();
});

test('a camera that comes on and gives no picture is named and off, and does not hold up the others', async () => {
  page.cameras.dark = ['Built-in'];
  await page.looked();
  await page.after(7000);
  expect(page.live('Built-in')).toBe(true);
  await page.after(20_000);
  expect(page.rows()[0]).toContain('The camera does not answer');
  expect(page.cameras.open).toEqual(['Brio', 'Studio camera']);
});

test('while the place is checked no other camera comes on, and afterwards the others do', async () => {
  page.answer({ checkPlace: () => Promise.resolve({ kind: 'person' }) });
  await page.looked();
  await page.click('Check the place');
  await page.after(20_000);
  expect(page.cameras.opened).not.toContain('Studio camera');
  await page.click('Close');
  await page.after(20_000);
  expect(page.cameras.open).toEqual(ALL);
});

test('who may use no camera is not asked for each of them', async () => {
  const asked = vi.fn(() => Promise.reject(new DOMException('', 'NotAllowedError')));
  Object.assign(page.cameras.media, { getUserMedia: asked });
  await page.looked();
  await page.after(20_000);
  expect(asked).toHaveBeenCalledOnce();
  expect(screen.getByText('This desktop does not let Badgedesk use the camera')).toBeTruthy();
});
