import { desk, type KnownPerson } from '../../ipc';
import type { Enrolment } from '../enrolment/enrolment.svelte';
import type { Texts } from '../enrolment/texts';

/** The pause in typing after which it is asked who may be meant, in milliseconds. */
const PAUSE = 150;

const NAME_PARTS = ['personFirstName', 'personMiddleName', 'personLastName'];

/** The fields in which somebody is looked for. */
const LOOKED_IN: ReadonlySet<string> = new Set([
  ...NAME_PARTS,
  'personFullName',
  'personEmployeeNo',
  'personEmail',
  'recipient:name',
  'recipient:email',
]);

/** What tells of whom a field speaks: the parts of a name tell more together. */
function textFor(field: string, values: Readonly<Texts>): string {
  const fields = NAME_PARTS.includes(field) ? NAME_PARTS : [field];
  return fields
    .map((name) => (values[name] ?? '').trim())
    .filter((text) => text !== '')
    .join(' ');
}

const hasTwoLetters = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;

/** Known people, offered while somebody is typed. It is a help and no more: what goes wrong with it stops nobody. */
export class KnownPeople {
  people = $state.raw<readonly KnownPerson[]>([]);
  /** The place of the one that Enter brings; -1 is none. */
  active = $state(-1);
  #field = $state<string | null>(null);
  #of = $state('');
  #brought = { of: '', person: '' };
  #question = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly enrolment: Enrolment) {}

  looksIn(field: string): boolean {
    return LOOKED_IN.has(field);
  }

  /** They stand under this field, for the person who is at the counter. */
  isOpen(field: string): boolean {
    return this.#field === field && this.people.length > 0 && this.#of === this.enrolment.view?.id;
  }

  /** The operator typed in a field: after a pause it is asked who that may be. */
  typed(field: string): void {
    this.#stop();
    this.active = -1;
    if (hasTwoLetters(this.enrolment.values[field] ?? ''))
      this.#timer = setTimeout(() => void this.#ask(field), PAUSE);
    else this.close();
  }

  close(): void {
    this.#stop();
    this.#field = null;
    this.people = [];
    this.active = -1;
  }

  /** Fills the form with one of them, who is not offered for it again. */
  async bring(person: KnownPerson): Promise<void> {
    this.close();
    this.#brought = { of: this.enrolment.view?.id ?? '', person: person.id };
    await this.enrolment.bring(person.id);
  }

  /** The keys of a list under a field; all others go on as ever. */
  press(event: KeyboardEvent, field: string): void {
    if (!this.isOpen(field) || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const chosen = this.people[this.active];
    if (event.key === 'ArrowDown') this.#move(1);
    else if (event.key === 'ArrowUp') this.#move(-1);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && chosen) void this.bring(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Through all of them and, between the last and the first, back into the field. */
  #move(step: 1 | -1): void {
    const places = this.people.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
  }

  /** What is on its way comes too late. */
  #stop(): void {
    this.#question += 1;
    clearTimeout(this.#timer);
  }

  async #ask(field: string): Promise<void> {
    const of = this.enrolment.view?.id ?? '';
    const question = this.#question;
    const found = await desk.knownPeople(of, textFor(field, this.enrolment.values)).catch(() => []);
    if (question !== this.#question) return;
    this.people = found.filter(({ id }) => of !== this.#brought.of || id !== this.#brought.person);
    this.#of = of;
    this.#field = field;
  }
}
