import type { TemplateView } from '../../ipc';

/** As many characters of a tenant's id are shown whole. Our own number: a GUID, which has 36, would fill the row. */
const WHOLE = 20;

/** The names that templates of more than one tenant bear: of these, and only these, it has to be said whose they are. */
export function sharedNames(templates: readonly TemplateView[]): ReadonlySet<string> {
  const first = new Map(templates.toReversed().map(({ name, tenant }) => [name, tenant]));
  const shared = templates.filter(({ name, tenant }) => first.get(name) !== tenant);
  return new Set(shared.map(({ name }) => name));
}

/** A tenant's id, a long one without its middle: ids differ at their beginning and at their end. */
export function shortened(tenant: string): string {
  if (tenant.length <= WHOLE) return tenant;
  const half = (WHOLE - 1) / 2;
  return `${tenant.slice(0, Math.floor(half))}…${tenant.slice(-Math.ceil(half))}`;
}
