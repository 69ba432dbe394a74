import type { Snippet } from 'svelte';
import type { Remark } from '../../parts/remark';

/** What every field of the form that is typed in is given. */
export interface FieldProps {
  id: string;
  label: string;
  note: string | undefined;
  hint?: string | undefined;
  remark: Remark | undefined;
  aside: Snippet;
  value: string;
  required: boolean;
  /** Not to be read over somebody's shoulder, until the operator asks for it. */
  masked: boolean;
  type: (text: string) => void;
  leave: () => void;
}
