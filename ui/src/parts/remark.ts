/** What is to be said about one value: an error blocks the order, a warning only asks to look twice. */
export interface Remark {
  readonly level: 'error' | 'warning';
  readonly text: string;
}
