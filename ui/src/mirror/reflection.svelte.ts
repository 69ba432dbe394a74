import { unpacked, type Content, type Dress, type Guidance } from './content';

/** After a question that nobody answered, in milliseconds. */
const REST = 1000;

/** Draws a picture; it is waited for before the next one is asked for. */
export type Draw = (jpeg: Blob) => Promise<void>;

/** What the shell is asked for, after what was shown last. */
export type Ask = (seen: string) => Promise<Response>;

/** Where the shell answers the mirror. Windows knows no schemes of programs. */
export function addressOf({ protocol }: Pick<Location, 'protocol'>): string {
  return protocol === 'tauri:' ? 'mirror://localhost/' : `${protocol}//mirror.localhost/`;
}

/** What is in the mirror. It asks the shell again and again, one question at a time, and can do nothing else. */
export class Reflection {
  #dress = $state.raw<Dress | null>(null);
  #guidance = $state.raw<Guidance | null>(null);
  #seen = '0';
  #turn = 0;

  constructor(
    private readonly ask: Ask,
    private readonly draw: Draw,
  ) {}

  get dress(): Dress | null {
    return this.#dress;
  }

  /** Nothing while nobody is in the mirror. */
  get guidance(): Guidance | null {
    return this.#guidance;
  }

  /** Shows what comes until the returned function is called. */
  follow(): () => void {
    this.#turn += 1;
    void this.#follow(this.#turn);
    return () => {
      this.#turn += 1;
    };
  }

  async #follow(turn: number): Promise<void> {
    while (turn === this.#turn) {
      try {
        await this.#show(await this.#next());
      } catch {
        // Whatever it was, nobody is shown until the next answer.
        this.#guidance = null;
        await new Promise((resolve) => setTimeout(resolve, REST));
      }
    }
  }

  /** Nothing new for a while: the first window shows nobody, or is gone. */
  async #next(): Promise<Content | null> {
    const answer = await this.ask(this.#seen);
    if (answer.status === 204) return null;
    if (!answer.ok) throw new Error(String(answer.status));
    const content = unpacked(new Uint8Array(await answer.arrayBuffer()));
    this.#seen = answer.headers.get('x-number') ?? this.#seen;
    return content;
  }

  async #show(content: Content | null): Promise<void> {
    this.#dress = content?.dress ?? this.#dress;
    if (content?.live) await this.draw(new Blob([content.live.jpeg], { type: 'image/jpeg' }));
    this.#guidance = content?.live?.guidance ?? null;
  }
}
