/** One picture in memory with an address the page can show; the one before is let go of at once. */
export class ObjectUrl {
  #url = $state<string | null>(null);

  get url(): string | null {
    return this.#url;
  }

  show(picture: Blob): void {
    this.drop();
    this.#url = URL.createObjectURL(picture);
  }

  drop(): void {
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = null;
  }
}
