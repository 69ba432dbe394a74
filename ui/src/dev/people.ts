import type { Desk, KnownPerson } from '../ipc';

/** People a pretended desk knows. */
export const KNOWN: readonly KnownPerson[] = [
  {
    id: 'order:1',
    name: 'Kari Nordmann',
    line: '00412 · kari@example.invalid · Røntgen',
    from: { kind: 'order', at: '2026-05-04T08:00:00Z', template: 'Company ID card' },
  },
  {
    id: 'roster:7',
    name: 'Karl-Åge Øvergård Bjørnæs von Rosenkrantz-Gyldenløve Sæther',
    line: '00413 · karl.aage@example.invalid',
    from: { kind: 'roster', at: '2026-05-01T08:00:00Z' },
  },
];

/** The pretended commands of known people; the form takes what `type` is given. */
export function pretendPeople(
  type: (values: Record<string, string>) => ReturnType<Desk['bringPerson']>,
): Partial<Desk> {
  return {
    knownPeople: (_, text) =>
      Promise.resolve(KNOWN.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))),
    bringPerson: (_, id) => {
      const [first = '', ...rest] = KNOWN.find((person) => person.id === id)?.name.split(' ') ?? [];
      return type({ personFirstName: first, personLastName: rest.join(' ') });
    },
  };
}
