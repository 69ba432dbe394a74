import type { ConnectionView, TemplateView } from '../../ipc';

/** As many characters of a tenant's id are shown whole. Our own number: a GUID, which has 36, would fill the row. */
const WHOLE = 20;

/** Whether it has to be said whose a template is: the connection offers the templates of more than one tenant. */
export function tellsTenants(
  connection: Pick<ConnectionView, 'tenants'> | null,
  templates: readonly TemplateView[],
): boolean {
  const listed = new Set(templates.map(({ tenant }) => tenant));
  return (connection?.tenants.length ?? 0) > 1 || listed.size > 1;
}

/** A tenant's id, a long one without its middle: ids differ at their beginning and at their end. */
export function shortened(tenant: string): string {
  if (tenant.length <= WHOLE) return tenant;
  const half = (WHOLE - 1) / 2;
  return `${tenant.slice(0, Math.floor(half))}…${tenant.slice(-Math.ceil(half))}`;
}
