import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ALL, DoctorPage } from '../../dev/doctor-page';
import { presence } from '../shift/presence.svelte';

let page: DoctorPage;

beforeEach(() => {
  page = new DoctorPage();
});

afterEach(() => {
  page.close();
});

test('in sight the cameras are listed, and those that come and go are heard of, while none is on', async () => {
  await page.seen();
  expect(page.rows().map((row) => ALL.find((name) => row.includes(name)))).toEqual(ALL);
  await page.plug(...ALL, 'Document camera');
  expect(page.rows()).toHaveLength(4);
  await page.plug('Brio');
  expect(page.rows()).toHaveLength(1);
  await page.after(20_000);
  expect(page.cameras.opened).toEqual([]);
});

test('out of sight not even the list is asked for', async () => {
  page.close();
  page = new DoctorPage(false);
  const asked = vi.spyOn(page.cameras.media, 'enumerateDevices');
  await page.seen();
  expect([asked.mock.calls.length, page.rows()]).toEqual([0, []]);
  page.moveIntoSight(true);
  await page.after(50);
  expect([asked.mock.calls.length, page.rows().length]).toEqual([1, 3]);
});

test('a camera that is plugged in while others are live joins them with its picture', async () => {
  await page.looked();
  await page.after(20_000);
  await page.plug(...ALL, 'Document camera');
  await page.after(5000);
  expect([page.live('Document camera'), page.cameras.open]).toEqual([true, [...ALL, 'Document camera']]);
});

test('one that is plugged in where none was found comes on, too, as it was asked for', async () => {
  page.cameras.there = [];
  await page.looked();
  expect(screen.getByText('No camera found')).toBeTruthy();
  await page.plug('Brio');
  await page.after(5000);
  expect([page.live('Brio'), screen.queryByText('No camera found')]).toEqual([true, null]);
});

test('one that is plugged in after the cameras were turned off does not come on', async () => {
  await page.looked();
  await page.after(20_000);
  await page.click('Turn the cameras off');
  await page.plug(...ALL, 'Document camera');
  await page.after(5000);
  expect([page.rows().length, page.cameras.open]).toEqual([4, []]);
});

test('a camera that is pulled out goes with a word, and the others go on', async () => {
  await page.looked();
  await page.after(20_000);
  await page.plug('Built-in', 'Studio camera');
  expect(page.rows()).toHaveLength(2);
  expect(screen.getByText('“Brio” was unplugged.').getAttribute('role')).toBe('status');
  expect([page.cameras.open, page.cameras.opened]).toEqual([['Built-in', 'Studio camera'], ALL]);
  await page.plug(...ALL);
  await page.after(5000);
  expect([screen.queryByText(/was unplugged/), page.live('Brio')]).toEqual([null, true]);
});

test.each([0, 400, 1600, 20_000])('whoever leaves after %i ms leaves no camera on', async (time) => {
  const { unmount } = await page.looked('Built-in');
  await page.after(time);
  expect(page.cameras.open.length).toBeGreaterThan(0);
  unmount();
  expect([page.cameras.open, sessionStorage.length]).toEqual([[], 0]);
  const before = page.cameras.opened.length;
  page.cameras.plug(...ALL, 'Document camera');
  await page.after(20_000);
  expect([page.cameras.open, page.cameras.opened.length]).toEqual([[], before]);
});

test('a camera that starts while somebody leaves goes off at once', async () => {
  let answer: () => void = () => undefined;
  page.cameras.answers = new Promise<void>((resolve) => (answer = resolve));
  const { unmount } = await page.looked();
  unmount();
  answer();
  await page.after(20_000);
  expect([page.cameras.opened, page.cameras.open]).toEqual([['Built-in'], []]);
});

test('after a page that crashed none comes on by itself, also when one is plugged in', async () => {
  await page.seen('Brio', true);
  await page.plug(...ALL, 'Document camera');
  await page.after(20_000);
  expect([page.rows().length, page.cameras.opened]).toEqual([4, []]);
  expect(screen.getByText('The window stopped and was loaded again')).toBeTruthy();
});

test('as long as one camera is on, the next page would hear of a crash', async () => {
  await page.looked();
  expect(sessionStorage.getItem('camera-on')).not.toBeNull();
  await page.after(20_000);
  await page.click('Turn off Built-in');
  expect(sessionStorage.getItem('camera-on')).not.toBeNull();
  await page.click('Turn the cameras off');
  expect(sessionStorage.getItem('camera-on')).toBeNull();
});

test.each<[string, () => void]>([
  [
    'the window is hidden',
    () => {
      vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
      document.dispatchEvent(new Event('visibilitychange'));
    },
  ],
  [
    'the list is out of sight',
    () => {
      page.moveIntoSight(false);
    },
  ],
  [
    'the window is covered',
    () => {
      presence.cover('away');
    },
  ],
])('once %s no camera is on, nor comes on', async (_, happens) => {
  await page.looked();
  await page.after(1600);
  const before = page.cameras.opened.length;
  happens();
  await page.after(20_000);
  await page.plug(...ALL, 'Document camera');
  await page.after(5000);
  presence.comeBack();
  expect([page.cameras.open, page.cameras.opened.length]).toEqual([[], before]);
});
