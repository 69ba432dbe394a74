import type { StoredValueView } from '../../ipc';

/** Whether a picture shows the person. */
export function isPortrait(field: string): boolean {
  return field.startsWith('personPhoto');
}

/** The pictures among what was ordered, those of the person first. */
export function picturesOf(values: readonly StoredValueView[]): readonly StoredValueView[] {
  const pictures = values.filter((value) => value.picture);
  return pictures.toSorted((one, other) => Number(isPortrait(other.field)) - Number(isPortrait(one.field)));
}
