import { t } from '../../i18n';
import type { Address, ConnectionForm, ConnectionView, KeepSecret } from '../../ipc';

/** Which address is meant: one of the two the vendor documents, or another one. */
export type Where = Address['kind'];

/** What of the form has to be filled in before it can be submitted. */
export type Required = 'url' | 'clientId' | 'clientSecret' | 'tenants';

/** The vendor's two addresses, as its documentation names them under “Environments”. */
const KNOWN: Readonly<Record<string, Where>> = {
  'https://system.upnxt.no': 'test',
  'https://system.idportal.no': 'production',
};

function whereIs(connection: ConnectionView | null): Where {
  if (!connection) return 'test';
  return KNOWN[connection.baseUrl.replace(/\/+$/, '')] ?? 'other';
}

/** A connection while it is typed. Secrets stay here until they are submitted, and are forgotten with it. */
export class ConnectionDraft {
  id = $state<string | null>(null);
  name = $state('');
  where = $state<Where>('test');
  url = $state('');
  declared = $state<'test' | 'production'>('production');
  clientId = $state('');
  clientSecret = $state('');
  tenants = $state.raw<readonly string[]>([]);
  imagePrefix = $state(false);
  keep = $state<KeepSecret>('keyring');
  /** Whether the id and the secret may be left empty, because they are stored. */
  readonly stored: boolean = $derived.by(() => this.id !== null && !this.#missing);
  /** The name it gets when none is typed. */
  readonly usualName: string = $derived(
    t(this.where === 'test' ? 'connections.name.test' : 'connections.name.production'),
  );
  #missing = $state(false);

  constructor(connection: ConnectionView | null) {
    this.where = whereIs(connection);
    if (!connection) return;
    this.url = this.where === 'other' ? connection.baseUrl : '';
    this.declared = connection.environment === 'test' ? 'test' : 'production';
    this.name = connection.name;
    this.tenants = connection.tenants;
    this.imagePrefix = connection.imagePrefix;
    this.isKept(connection);
  }

  /** From now on it is this connection that is edited: submitting again changes it and makes no second one. */
  isKept(connection: ConnectionView): void {
    this.id = connection.id;
    this.#missing = connection.secret === 'missing';
    this.keep = connection.secret === 'thisRun' ? 'thisRun' : 'keyring';
  }

  /** What is still empty and may not be. */
  get empty(): Required[] {
    const needed: Record<Required, boolean> = {
      url: this.where !== 'other' || this.url.trim() !== '',
      clientId: this.stored || this.clientId.trim() !== '',
      clientSecret: this.stored || this.clientSecret.trim() !== '',
      tenants: this.tenants.length > 0,
    };
    return (Object.keys(needed) as Required[]).filter((field) => !needed[field]);
  }

  form(): ConnectionForm {
    return {
      id: this.id,
      name: this.name.trim() || this.usualName,
      address: this.#address(),
      clientId: this.clientId.trim(),
      clientSecret: this.clientSecret.trim(),
      tenants: [...this.tenants],
      keep: this.keep,
      imagePrefix: this.imagePrefix,
    };
  }

  #address(): Address {
    if (this.where !== 'other') return { kind: this.where };
    return { kind: 'other', url: this.url.trim(), environment: this.declared };
  }
}
