import { tick } from 'svelte';
import { formatDate } from '../../i18n';
import { asDeskError, desk, DeskError } from '../../ipc';
import type { EnrolmentView, FieldProblem, FieldVerdict, MoreInput, OrderView, PictureView } from '../../ipc';
import type { Remark } from '../../parts/remark';
import { Lookalikes } from '../lookalikes/lookalikes.svelte';
import { Autosave } from './autosave';
import type { Day } from './days';
import { FieldNews } from './fieldNews.svelte';
import { focusFirstOf, focusMoves, focusOn } from './focus';
import {
  changesForm,
  datesIn,
  isBlocked,
  missingIn,
  NOTHING,
  saidOf,
  stillSaid,
  type Judged,
  type Missing,
} from './judged';
import { Ordering } from './ordering.svelte';
import { remarkOf } from './remarks';
import { controlId, sectionsOf } from './sections';
import { asShown, isTouched, NO_MORE, type More, type Texts } from './texts';
import { Unkept } from './unkept';

/** One person at the counter: a template, values, a portrait. The desk keeps them; here is what is being typed. */
export class Enrolment {
  /** Why the last command did not succeed. */
  error = $state.raw<DeskError | null>(null);
  /** Why the service refused the order that this enrolment corrects. */
  refusal = $state.raw<DeskError | null>(null);
  /** From the press of Order until the order is written down. */
  placing = $state(false);
  /** The image field the operator asked for, for the photo column. */
  pictureField = $state<string | null>(null);
  /** Waits until every picture is there and cut as the screen shows it, and tells whether it is; whoever shows it
   * says how. */
  portraitIsCut: () => Promise<boolean> = () => Promise.resolve(true);
  /** What became of the template's fields meanwhile. */
  readonly news = new FieldNews();
  readonly ordering = new Ordering((order) => this.#answered(order));
  readonly lookalikes = new Lookalikes();
  #values = $state<Texts>({});
  #more = $state<More>(NO_MORE);
  #view = $state.raw<EnrolmentView | null>(null);
  #judged = $state.raw<Judged>(NOTHING);
  #said = $state.raw<readonly FieldProblem[]>([]);
  #left = $state.raw<readonly string[]>([]);
  #attempted = $state(false);
  readonly #unkept = new Unkept();
  #question = 0;
  #opening: Promise<unknown> = Promise.resolve();
  readonly #autosave = new Autosave(() => this.#save());

  readonly sections = $derived(this.#view?.template ? sectionsOf(this.#view.template) : []);
  readonly missing: readonly Missing[] = $derived(missingIn(this.#judged, this.#said, this.#view));
  /** The days that stand in the form, by field. */
  readonly dates: Readonly<Record<string, Day>> = $derived(datesIn(this.#judged));
  /** The desk has said who is at the counter, or why it cannot. */
  readonly told = $derived(this.#view !== null || this.error !== null);
  readonly ready = $derived(this.#view?.template != null && this.#judged.judgement.ready);
  /** Something would be lost if the form were emptied. */
  readonly touched = $derived(this.#view ? isTouched(this.#view, this.#values, this.#more) : false);

  /** As the desk answered it last; what is typed since stands in `values` and `more`. */
  get view(): EnrolmentView | null {
    return this.#view;
  }

  /** What stands in the fields, by name. */
  get values(): Readonly<Texts> {
    return this.#values;
  }

  get more(): Readonly<More> {
    return this.#more;
  }

  /** Order was pressed: from then on what is missing is said aloud. */
  get attempted(): boolean {
    return this.#attempted;
  }

  get externalIdProposed(): string {
    return this.#judged.judgement.externalIdProposed;
  }

  /** The last day a badge counts when its expiry is left empty, as far as its template tells. */
  get expectedExpiry(): Day | null {
    const { judgement, texts } = this.#judged;
    return (texts['badge:expires'] ?? '').trim() === '' ? judgement.expectedExpiry : null;
  }

  /** Shows the enrolment that was being worked on, also after a crash. */
  async open(): Promise<void> {
    this.#autosave.drop();
    this.#opening = this.#show(() => desk.enrolment());
    await this.#opening;
  }

  /** Reads it again, after something beside the form changed: a picture, the template's settings. */
  async refresh(): Promise<void> {
    await this.flush();
    await this.#show(() => desk.enrolment());
  }

  /** A picture was cut or judged otherwise: it is known here without asking the desk again. */
  recut(enrolment: string, picture: PictureView): void {
    if (!this.#view || !this.#isAt(enrolment)) return;
    this.#said = this.#said.filter(({ field }) => field !== picture.field);
    const before = this.#view.pictures[picture.field];
    this.#view = { ...this.#view, pictures: { ...this.#view.pictures, [picture.field]: picture } };
    // Whether the form is ready may have changed with it.
    if (isBlocked(before) !== isBlocked(picture)) void this.refresh();
  }

  async choose(template: string): Promise<void> {
    const moved = focusMoves();
    if ((await this.chooseInPlace(template)) && !moved()) await this.focusFirst();
  }

  /** Chooses a template and leaves the focus where it is. */
  async chooseInPlace(template: string): Promise<boolean> {
    // A quick hand chooses before the form that was being worked on has come.
    await this.#opening;
    await this.flush();
    // What is being ordered is what was confirmed.
    return !this.placing && (await this.#show(() => desk.chooseTemplate(this.#id, template)));
  }

  async clear(): Promise<void> {
    this.#autosave.drop();
    if (await this.#show(() => desk.clearEnrolment(this.#id))) await this.focusFirst();
  }

  async nextPerson(): Promise<void> {
    // What was ordered is written down already, and nothing of it may be kept again.
    if (this.ordering.order) this.#autosave.drop();
    else await this.flush();
    if (!(await this.#show(() => desk.nextPerson(this.#id)))) return;
    this.ordering.leave();
    await this.focusFirst();
  }

  /** Puts the person at the counter on that of another connection too; the form waits as it stands. */
  async alsoAt(connection: string): Promise<void> {
    await this.#opening;
    if (await this.flush()) await desk.enrolmentAlso(this.#id, connection);
    else if (this.error) throw this.error;
  }

  /** The desk has put the same person on the counter for another connection. */
  async also(): Promise<void> {
    this.ordering.leave();
    await this.open();
  }

  /** Opens a link as a form; what was being typed is kept and comes back afterwards. */
  async fromLink(link: string, connection: string | null): Promise<void> {
    await this.#opening;
    await this.flush();
    await desk.openLink(link, connection);
    this.#autosave.drop();
  }

  /** Opens the form with what an order held. */
  async again(order: string): Promise<boolean> {
    this.#autosave.drop();
    return this.#show(() => desk.orderAgain(order));
  }

  /** Fills the person's fields with what is known of somebody. */
  async bring(person: string): Promise<void> {
    if (this.placing || !(await this.flush())) return;
    await this.#show(() => desk.bringPerson(this.#id, person));
  }

  type(field: string, text: string): void {
    this.#values[field] = text;
    this.#unkept.field(field);
    this.#said = this.#said.filter((one) => one.field !== field);
    this.#autosave.touch();
  }

  typeMore(key: keyof MoreInput, text: string): void {
    this.#more[key] = text;
    this.#unkept.more();
    this.#autosave.touch();
  }

  /** The operator left a field: it is kept at once, and a date is written the way the locale does. */
  async leave(field: string): Promise<void> {
    this.#left = [...this.#left, field];
    if (await this.flush()) this.#writeDate(field);
  }

  /** Keeps what is typed now; false if it could not be kept. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** What the form engine says of a field, unless its text has changed since. */
  verdict(field: string): FieldVerdict | undefined {
    const { judgement, texts } = this.#judged;
    const typed = field === 'quantity' ? this.#more.quantity : this.#values[field];
    if ((texts[field] ?? '') !== (typed ?? '')) return undefined;
    return judgement.fields.find((verdict) => verdict.field === field);
  }

  remark(field: string): Remark | undefined {
    const due = this.#attempted || this.#left.includes(field);
    const said = this.#said.find((one) => one.field === field);
    return remarkOf({ verdict: this.verdict(field), said, due });
  }

  /** Places the order, once however often it is pressed; what is missing gets the focus instead. A reason orders it
   * although one like it is there. */
  async order(anyway?: string): Promise<void> {
    if (this.placing || this.ordering.order || !this.#view?.template) return;
    this.placing = true;
    this.#attempted = true;
    try {
      // A picture that did not come, or a crop that was not cut, stands beside the photo.
      if ((await this.portraitIsCut()) && (await this.flush())) await this.#place(this.#view.id, anyway);
    } catch (reason) {
      const error = asDeskError(reason);
      // What the desk changed is to be seen before it is ordered.
      if (changesForm(error)) await this.refresh();
      if (await this.lookalikes.take(error, this.#id)) return;
      this.error = error;
      this.#say(error.fields);
    } finally {
      this.placing = false;
    }
  }

  focusFirst(): Promise<void> {
    return focusFirstOf(() => this.sections);
  }

  async #place(enrolment: string, anyway?: string): Promise<void> {
    if (!this.ready) {
      focusOn(this.missing[0]?.control);
      return;
    }
    const order = await (anyway ? desk.placeOrderAnyway(enrolment, anyway) : desk.placeOrder(enrolment));
    this.error = null;
    void this.ordering.follow(order);
  }

  /** Words stand at their fields, the first of which has the focus; false where there are none. */
  #say(said: readonly FieldProblem[]): boolean {
    this.#said = said;
    const [first] = said;
    focusOn(first && controlId(first.field));
    return first !== undefined;
  }

  /** A refused order opens the form again as it was, with the service's words at the fields they name. */
  async #answered(order: OrderView): Promise<void> {
    if (order.row.state !== 'refused' || !(await this.again(order.row.id))) return;
    this.ordering.leave();
    await tick();
    if (!this.#say(this.#said)) await this.focusFirst();
  }

  async #save(): Promise<boolean> {
    if (!this.#view) return true;
    const { id } = this.#view;
    const texts = { ...this.#values };
    const more = { ...this.#more };
    const handed = this.#unkept.hand();
    try {
      const judgement = await desk.saveEnrolment({ id, values: texts, more });
      if (this.#isAt(id)) this.#judged = { judgement, texts: { ...texts, quantity: more.quantity } };
      if (this.#isAt(id)) this.error = null;
      return true;
    } catch (reason) {
      if (!this.#isAt(id)) return true;
      this.error = asDeskError(reason);
      this.#unkept.join(handed);
      return false;
    }
  }

  /** Who is at the counter; the desk refuses what was meant for anybody else. */
  get #id(): string {
    return this.#view?.id ?? '';
  }

  #isAt(id: string): boolean {
    return this.#view?.id === id;
  }

  #writeDate(field: string): void {
    const date = this.verdict(field)?.date;
    if (!date || document.activeElement?.id === controlId(field)) return;
    const text = formatDate(date);
    this.#values[field] = text;
    this.#judged = { ...this.#judged, texts: { ...this.#judged.texts, [field]: text } };
  }

  /** Only the answer to the latest question is shown: an older one tells of what has been left. */
  async #show(question: () => Promise<EnrolmentView>): Promise<boolean> {
    this.#question += 1;
    const turn = this.#question;
    try {
      const view = await question();
      if (turn !== this.#question) return false;
      this.#take(view);
      this.error = null;
      return true;
    } catch (reason) {
      if (turn === this.#question) this.error = asDeskError(reason);
      return false;
    } finally {
      // What stands in the form is kept, also where it was dropped for somebody else who has not come.
      if (this.#unkept.some) this.#autosave.touch();
    }
  }

  #take(view: EnrolmentView): void {
    const same = this.#isAt(view.id);
    if (same) this.#said = stillSaid(this.#said, this.#view?.pictures ?? {}, view.pictures);
    else this.#begin(view);
    const texts = asShown(view);
    // Under which tenant it is ordered is the template's: another one brings its own.
    const another = same && this.#view?.template?.id !== view.template?.id;
    this.news.show(view.template, !same, view.was);
    this.#view = view;
    this.#values = this.#unkept.over(texts, this.#values);
    if (!same) this.#more = { ...NO_MORE, ...view.more };
    else if (another) this.#more.tenant = view.more.tenant;
    this.#judged = { judgement: view.judgement, texts: { ...texts, quantity: view.more.quantity } };
  }

  /** Another person: nothing of the one before may stay. What was said of an order that is corrected stands there, also
   * when its form comes back after another one. */
  #begin(view: EnrolmentView): void {
    this.#autosave.drop();
    this.#unkept.clear();
    this.#left = [];
    this.#attempted = false;
    this.#said = saidOf(view);
    this.refusal = view.refused && asDeskError(view.refused);
    this.pictureField = null;
  }
}
