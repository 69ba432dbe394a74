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
  type: (text: string) => void;
  leave: () => void;
}
