// Stands in for the file that the shell generates from its Rust types, in the same shape, until it does.
import { invoke } from '@tauri-apps/api/core';

export type ErrorCode =
  | 'unreachable'
  | 'timed_out'
  | 'certificate'
  | 'address_moved'
  | 'address_insecure'
  | 'address_invalid'
  | 'credentials_wrong'
  | 'credentials_expired'
  | 'role_missing'
  | 'tenant_unknown'
  | 'rate_limited'
  | 'service_failed'
  | 'answer_unreadable'
  | 'order_refused'
  | 'order_unknown'
  | 'template_gone'
  | 'enrolment_incomplete'
  | 'keyring_missing'
  | 'keyring_locked'
  | 'keyring_failed'
  | 'ledger_locked'
  | 'ledger_damaged'
  | 'ledger_read_only'
  | 'ledger_in_use'
  | 'picture_empty'
  | 'picture_unreadable'
  | 'picture_too_large'
  | 'picture_heic'
  | 'picture_missing'
  | 'file_unreadable'
  | 'not_found'
  | 'settings_invalid'
  | 'internal';

export type FieldProblem = { field: string; problem: string };
export type WireError = { code: ErrorCode; detail: string; fields: FieldProblem[] };

export type Environment = 'practice' | 'test' | 'production';
export type Connection = { id: string; name: string; environment: Environment };
export type Reachability = 'connected' | 'connecting' | 'offline' | 'blocked';
export type Workstation = {
  connections: Connection[];
  current: string | null;
  reachability: Reachability;
  operator: string;
  station: string;
  outbox: number;
};

export type TemplateKind = 'card' | 'mobile' | 'digital_badge';
export type TemplateSummary = {
  id: string;
  name: string;
  kind: TemplateKind;
  favourite: boolean;
  lastUsed: string | null;
  changed: boolean;
};

export const commands = {
  workstation: () => invoke<Workstation>('workstation'),
  chooseConnection: (id: string) => invoke<Workstation>('choose_connection', { id }),
  templates: (connection: string) => invoke<TemplateSummary[]>('templates', { connection }),
  markFavourite: (template: string, favourite: boolean) =>
    invoke<null>('mark_favourite', { template, favourite }),
};
