/** What is wrong with one value: an error blocks the order, a warning only asks to look twice. */
export interface Problem {
  readonly level: 'error' | 'warning';
  readonly text: string;
}
