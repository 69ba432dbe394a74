import { t } from '../../i18n';
import type { Address, ConnectionForm, ConnectionView, KeepSecret, SecretKept, ServiceKind } from '../../ipc';
import { SERVICES } from './names';

/** Which address is meant: one of those the vendor documents, or another one. */
export type Where = Address['kind'];

/** What of the form has to be filled in before it can be submitted. */
export type Required = 'url' | 'clientId' | 'clientSecret' | 'tenants' | 'apiKey';

/** The addresses that the vendors document: Breeze’s two “Environments”, and IssueBadge’s only one. */
const KNOWN: Readonly<Record<ServiceKind, Readonly<Record<string, Where>>>> = {
  breeze: { 'https://system.upnxt.no': 'test', 'https://system.idportal.no': 'production' },
  issueBadge: { 'https://app.issuebadge.com': 'production' },
};

function whereIs({ kind, baseUrl }: ConnectionView): Where {
  return KNOWN[kind][baseUrl.replace(/\/+$/, '').replace(/\/api\/v1$/, '')] ?? 'other';
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
  apiKey = $state('');
  tenants = $state.raw<readonly string[]>([]);
  imagePrefix = $state(false);
  getForCreate = $state(false);
  keep = $state<KeepSecret>('keyring');
  /** Whether the secrets may be left empty, because they are stored. */
  readonly stored: boolean = $derived.by(() => this.id !== null && this.#secret !== 'missing');
  /** The name it gets when none is typed. */
  readonly usualName: string = $derived.by(() => {
    if (this.#kind === 'issueBadge') return SERVICES.issueBadge;
    return t(this.where === 'test' ? 'connections.name.test' : 'connections.name.production');
  });
  #kind = $state<ServiceKind>('breeze');
  #secret = $state<SecretKept>('missing');

  /** A new connection begins with `kind`; a kept one has its own. */
  constructor(connection: ConnectionView | null, kind: ServiceKind = 'breeze') {
    this.kind = kind;
    if (connection) this.#edits(connection);
  }

  /** Where the stored secret was last found. */
  get secret(): SecretKept {
    return this.#secret;
  }

  get kind(): ServiceKind {
    return this.#kind;
  }

  /** No test environment of IssueBadge is known, so there the form begins where the service is. */
  set kind(kind: ServiceKind) {
    this.#kind = kind;
    this.where = kind === 'breeze' ? 'test' : 'production';
  }

  /** From now on it is this connection that is edited: submitting again changes it and makes no second one. */
  isKept(connection: ConnectionView): void {
    this.id = connection.id;
    this.#secret = connection.secret;
    this.keep = connection.secret === 'thisRun' ? 'thisRun' : 'keyring';
  }

  /** What is still empty and may not be. */
  get empty(): Required[] {
    const given: Partial<Record<Required, boolean>> = {
      url: this.where !== 'other' || this.url.trim() !== '',
      ...(this.#kind === 'breeze' ? this.#breeze() : { apiKey: this.#given(this.apiKey) }),
    };
    return (Object.keys(given) as Required[]).filter((field) => given[field] === false);
  }

  form(): ConnectionForm {
    const ofBreeze = this.#kind === 'breeze';
    const only = (isTheirs: boolean, text: string): string => (isTheirs ? text.trim() : '');
    return {
      id: this.id,
      kind: this.#kind,
      name: this.name.trim() || this.usualName,
      address: this.#address(),
      apiKey: only(!ofBreeze, this.apiKey),
      clientId: only(ofBreeze, this.clientId),
      clientSecret: only(ofBreeze, this.clientSecret),
      tenants: ofBreeze ? [...this.tenants] : [],
      keep: this.keep,
      imagePrefix: ofBreeze && this.imagePrefix,
      getForCreate: !ofBreeze && this.getForCreate,
    };
  }

  #edits(connection: ConnectionView): void {
    this.#kind = connection.kind;
    this.where = whereIs(connection);
    this.url = this.where === 'other' ? connection.baseUrl : '';
    this.declared = connection.environment === 'test' ? 'test' : 'production';
    this.name = connection.name;
    this.tenants = connection.tenants;
    this.imagePrefix = connection.imagePrefix;
    this.getForCreate = connection.getForCreate;
    this.isKept(connection);
  }

  #breeze(): Partial<Record<Required, boolean>> {
    return {
      clientId: this.#given(this.clientId),
      clientSecret: this.#given(this.clientSecret),
      tenants: this.tenants.length > 0,
    };
  }

  #given(secret: string): boolean {
    return this.stored || secret.trim() !== '';
  }

  #address(): Address {
    if (this.where !== 'other') return { kind: this.where };
    return { kind: 'other', url: this.url.trim(), environment: this.declared };
  }
}
