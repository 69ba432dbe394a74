import { t } from '../../i18n';
import { desk, DeskError } from '../../ipc';
import type { EnrolmentView, PicturePlace, PictureView, Settings } from '../../ipc';
import { sizeOf } from '../portrait/size.svelte';
import { Attempt, cameInTime, type Trouble, type Wait } from './attempt.svelte';
import { cropFrom, type Crop } from './geometry';
import { ObjectUrl } from './object-url.svelte';
import { pictureIfAny } from './pasting';
import { keyOf, Portrait } from './portrait.svelte';

/** Wheel and keys make many small steps: the portrait is cut when they pause. */
const PAUSE = 150;

/** So large, in bytes, a picture file may be that is read into the page: 64 MiB, far above what any camera writes. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** What the photo needs of the enrolment: what it is, and to be told that its pictures changed. */
export interface Pictured {
  readonly view: EnrolmentView | null;
  refresh(): Promise<void>;
  /** A picture of that enrolment was cut or judged otherwise; the desk knows already. */
  recut(enrolment: string, picture: PictureView): void;
}

/** The pictures of one enrolment. Their bytes live at the desk; this holds what the screen shows of one field. */
export class Photos {
  readonly preview = new ObjectUrl();
  readonly portrait = new Portrait();
  readonly #attempt = new Attempt();
  crop = $state.raw<Crop | null>(null);
  /** The desk cut the picture anew, for another size, and nobody has touched it since. */
  recut = $state(false);
  #wanted = $state('');
  #shown = $state.raw<PictureView | null>(null);
  #enrolment: string | null = null;
  /** Who stands at the counter: what is waited for is for them. */
  #person: string | null = null;
  /** The last question to the desk for each place, answered or not. */
  #asked: Readonly<Record<string, Promise<boolean>>> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cutting: Promise<void> = Promise.resolve();

  readonly fields: readonly string[] = $derived.by(() => {
    const template = this.enrolment.view?.template;
    const hidden = template?.settings.fields?.filter((one) => one.hidden).map((one) => one.name) ?? [];
    const images = template?.fields.filter(
      ({ kind, name }) => kind.kind === 'image' && !hidden.includes(name),
    );
    return images?.map((field) => field.name) ?? [];
  });

  /** The image field in sight. */
  readonly field: string | null = $derived(
    this.fields.includes(this.#wanted) ? this.#wanted : (this.fields[0] ?? null),
  );

  /** The image field that shows the person, as the desk says; where none does, the first picture stands for them. */
  readonly face: string | null = $derived.by(() => {
    const shows = this.enrolment.view?.template?.fields.find(({ face }) => face);
    return shows?.name ?? this.fields[0] ?? null;
  });

  /** Width divided by height of the portrait, and so of every crop. */
  readonly ratio: number = $derived.by(() => {
    const size = sizeOf(this.enrolment.view?.template?.settings, this.station()?.portrait);
    return size.outputWidth / size.outputHeight;
  });

  constructor(
    private readonly enrolment: Pictured,
    private readonly station: () => Settings | undefined = () => undefined,
  ) {}

  get picture(): PictureView | null {
    return this.#shown;
  }

  /** Whose picture of which field is in sight; none without a person or a field. */
  get place(): PicturePlace | null {
    return this.#place;
  }

  get wait(): Wait | null {
    return this.#attempt.wait;
  }

  get busy(): boolean {
    return this.wait !== null;
  }

  get trouble(): Trouble | null {
    return this.#attempt.trouble;
  }

  look(field: string): void {
    this.#wanted = field;
    this.recut = false;
    this.#attempt.trouble = null;
  }

  /** Shows what the enrolment holds now; a picture that is on the screen already stays as it is. */
  async follow(): Promise<void> {
    const { view } = this.enrolment;
    this.#turnTo(view?.id ?? null);
    const held = this.field === null ? undefined : view?.pictures[this.field];
    const same = this.#enrolment === this.#person && this.#shown?.field === held?.field;
    if (same && (held?.version ?? 0) <= (this.#shown?.version ?? 0)) return this.#followFace();
    const recut = same && held !== undefined && differs(held.portrait, this.#shown?.portrait);
    await this.settle();
    this.#enrolment = view?.id ?? null;
    if (held) await this.#show(held);
    else this.#clear();
    this.recut = recut;
    await this.#followFace();
  }

  /** Takes in a picture for whoever is at the counter now, however long its bytes take to be read. `camera` is the
   * name of the one that took it. */
  async take(source: 'camera' | 'drop', read: () => Promise<Uint8Array>, camera = ''): Promise<boolean> {
    const by = camera === '' ? [] : ([camera] as const);
    return this.#receive('taking', async (place) => desk.takePicture(place, source, await read(), ...by));
  }

  /** Tells whether one was taken in. */
  async drop([file, second]: readonly File[]): Promise<boolean> {
    if (second) this.#attempt.trouble = { kind: 'severalFiles' };
    return file !== undefined && !second && this.take('drop', () => bytesOf(file));
  }

  async pick(): Promise<boolean> {
    const words = {
      title: t('photo.files.title'),
      pictures: t('photo.files'),
      everything: t('photo.files.all'),
    };
    return this.#receive('choosing', (place) => desk.pickPicture(place, words));
  }

  /** In a text field, a clipboard without a picture is nothing to speak of. */
  async paste(inField = false): Promise<boolean> {
    return this.#receive('taking', inField ? pictureIfAny : (place) => desk.pastePicture(place));
  }

  async fetch(address: string): Promise<boolean> {
    return this.#receive('fetching', async (place, signal) => {
      if (!(await cameInTime(desk.fetchPicture(place, address), signal))) return null;
      this.#attempt.goOn('taking');
      return desk.useFetchedPicture(place);
    });
  }

  async remove(): Promise<void> {
    const place = this.#place;
    if (!place) return;
    await this.#attempt.run('taking', async () => {
      await this.settle();
      await desk.dropPicture(place);
      this.#clear();
      if (place.field === this.face) this.portrait.drop();
      await this.enrolment.refresh();
      return true;
    });
  }

  /** Uses a portrait that is blocked all the same, or no longer does. */
  async useAllTheSame(used: boolean): Promise<void> {
    const place = this.#place;
    if (place) await this.#tried(this.#use(place, used));
  }

  async #use(place: PicturePlace, used: boolean): Promise<void> {
    const { pictures } = await desk.useAllTheSame(place, used);
    const [held, shown] = [pictures[place.field], this.#shown];
    if (!held || place.enrolment !== this.#person || shown?.field !== place.field) return;
    this.#shown = { ...held, crop: shown.crop };
    await this.enrolment.refresh();
  }

  /** Waits no longer for a picture that is being fetched: the one that is there stays. */
  cancel(): void {
    if (this.wait === 'fetching') this.#attempt.cancel();
  }

  /** Shows another crop at once and cuts it when the hand pauses. */
  adjust(crop: Crop): void {
    this.crop = crop;
    this.recut = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), PAUSE);
  }

  /** Waits until the portrait is cut as the screen shows it. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#cutting = this.#cutting.then(() => this.#cut());
    return this.#cutting;
  }

  /** Waits for a picture that is on its way and until the portrait is cut as the screen shows it; tells whether all
   * of it went well, so that an order may go with what is on the screen. */
  async ready(): Promise<boolean> {
    const before = this.trouble;
    await Promise.allSettled(Object.values(this.#asked));
    await this.settle();
    return this.trouble === null || this.trouble === before;
  }

  /** Lets go of every picture on the screen once the last crop is cut; the desk keeps its own. */
  async close(): Promise<void> {
    await this.settle();
    this.#clear();
    this.portrait.drop();
    this.#enrolment = null;
  }

  get #place(): PicturePlace | null {
    const enrolment = this.enrolment.view?.id;
    return enrolment === undefined || this.field === null ? null : { enrolment, field: this.field };
  }

  /** At once, before anything is waited for: what is begun from now on is for the person who stands there now. */
  #turnTo(person: string | null): void {
    if (this.#person === person) return;
    this.#person = person;
    this.#attempt.forget();
    this.#asked = {};
    this.portrait.drop();
  }

  async #cut(): Promise<void> {
    const [shown, crop] = [this.#shown, this.crop];
    if (!shown || !crop || shown.source === 'address' || same(crop, cropFrom(shown.crop, shown))) return;
    try {
      const place = { enrolment: this.#enrolment ?? '', field: shown.field };
      const portrait = await desk.cutPicture(place, { ...crop });
      if (this.#shown !== shown) return;
      this.#shown = { ...shown, crop: { ...crop }, version: shown.version + 1 };
      const theirs = place.enrolment === this.#person && shown.field === this.face;
      if (theirs) this.portrait.show(place, shown.version + 1, portrait);
      this.enrolment.recut(place.enrolment, this.#shown);
      this.#attempt.trouble = null;
      if (shown.verdict) await this.#judge(place, this.#shown);
    } catch (reason) {
      this.#attempt.fail(reason);
    }
  }

  /** What is said about a face holds for the crop it was said of. */
  async #judge(place: PicturePlace, shown: PictureView): Promise<void> {
    const judged = await desk.picture(place);
    if (this.#shown !== shown || judged.version !== shown.version) return;
    this.#shown = { ...judged, crop: shown.crop };
    this.enrolment.recut(place.enrolment, this.#shown);
  }

  /** Nothing that is there is given up before the new picture has been taken in. */
  async #receive(
    wait: Wait,
    question: (place: PicturePlace, signal: AbortSignal) => Promise<PictureView | null>,
  ): Promise<boolean> {
    const place = this.#place;
    if (!place || this.busy) return false;
    this.#turnTo(place.enrolment);
    return this.#attempt.run(wait, (signal) =>
      this.#inTurn(place, async () => {
        await this.settle();
        const taken = signal.aborted ? null : await question(place, signal);
        // Whoever has left by then took it along.
        if (!taken || signal.aborted) return false;
        if (place.field === this.field) await this.#show(taken);
        await this.enrolment.refresh();
        return !signal.aborted;
      }),
    );
  }

  /** A picture that is on its way may still come: the next one is put after it, not under it. */
  #inTurn(place: PicturePlace, work: () => Promise<boolean>): Promise<boolean> {
    const before = this.#asked[keyOf(place)] ?? Promise.resolve(true);
    const turn = before.then(work, work);
    this.#asked = { ...this.#asked, [keyOf(place)]: turn };
    return turn;
  }

  async #show(picture: PictureView): Promise<void> {
    this.#clear();
    this.#enrolment = this.enrolment.view?.id ?? null;
    this.#shown = picture;
    this.crop = cropFrom(picture.crop, picture);
    const place = { enrolment: this.#enrolment ?? '', field: picture.field };
    try {
      // The portrait is what is looked at first; both at once would make it wait for the larger one.
      await this.#followFace();
      // Somebody else may stand there by now: what is wrong with this picture is none of theirs.
      if (this.#shown !== picture) return;
      const preview = await desk.picturePreview(place);
      if (this.#shown === picture) this.preview.show(preview);
    } catch (reason) {
      if (this.#shown === picture) this.#attempt.fail(reason);
    }
  }

  /** The picture of the person, as the screen or else the enrolment has it. */
  async #followFace(): Promise<void> {
    const { view } = this.enrolment;
    const [held, shown] = [view?.pictures[this.face ?? ''], this.#shown];
    const face = shown !== null && shown.field === this.face ? shown : held;
    if (!view || !face) this.portrait.drop();
    else await this.#tried(this.portrait.follow({ enrolment: view.id, field: face.field }, face.version));
  }

  async #tried(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (reason) {
      this.#attempt.fail(reason);
    }
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.preview.drop();
    this.#shown = null;
    this.crop = null;
    this.recut = false;
  }
}

/** A folder, or a file that is gone meanwhile, has none; one that no camera writes is not even read. */
async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > LARGEST_FILE) throw new DeskError('pictureTooLarge');
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new DeskError('fileUnreadable');
  }
}

function differs(one: PictureView['portrait'], other: PictureView['portrait']): boolean {
  return one?.width !== other?.width || one?.height !== other?.height;
}

function same(one: Crop, other: Crop): boolean {
  return (['x', 'y', 'width', 'height', 'angle'] as const).every((side) => one[side] === other[side]);
}
