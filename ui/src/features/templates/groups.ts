import type { KindView, TemplateView } from '../../ipc';

/** How many recents are worth a glance; more would be a second list of everything. */
const RECENT = 5;

type Kind = KindView['kind'];
/** `all` stands for no filter. */
export type KindFilter = Kind | 'all';

/** The order in which kinds are offered. */
const KINDS: readonly Kind[] = ['card', 'mobile', 'digitalBadge', 'unlisted'];

/** One heading of the list and what stands under it. */
export interface Group {
  readonly name: 'favourites' | 'recent' | 'others' | 'everything' | 'found';
  readonly templates: readonly TemplateView[];
}

/** Letters without their marks and case, so that "oya" finds "Øya" and "alesund" finds "Ålesund". */
function plain(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{Mn}/gu, '');
  return bare.toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'ae');
}

/** The kinds that these templates have. */
export function kindsOf(templates: readonly TemplateView[]): Kind[] {
  return KINDS.filter((kind) => templates.some((template) => template.kind.kind === kind));
}

/** The templates of a kind whose name contains every word of the query, in any order. */
export function matching(
  templates: readonly TemplateView[],
  query: string,
  kind: KindFilter,
): TemplateView[] {
  const words = plain(query).split(/\s+/);
  return templates.filter((template) => {
    const name = plain(template.name);
    return (kind === 'all' || template.kind.kind === kind) && words.every((word) => name.includes(word));
  });
}

function latestFirst(one: TemplateView, other: TemplateView): number {
  return (other.lastUsed ?? '').localeCompare(one.lastUsed ?? '');
}

/** Favourites, then recents, then the others; each template stands once. A search shows one flat list instead. */
export function groupsOf(templates: readonly TemplateView[], narrowed: boolean): Group[] {
  if (narrowed) return filled([{ name: 'found', templates }]);
  const favourites = templates.filter((template) => template.favourite);
  const used = templates.filter((template) => !template.favourite && template.lastUsed !== null);
  const recent = used.sort(latestFirst).slice(0, RECENT);
  const above = new Set([...favourites, ...recent]);
  const rest = templates.filter((template) => !above.has(template));
  return filled([
    { name: 'favourites', templates: favourites },
    { name: 'recent', templates: recent },
    { name: above.size > 0 ? 'others' : 'everything', templates: rest },
  ]);
}

function filled(groups: Group[]): Group[] {
  return groups.filter((group) => group.templates.length > 0);
}
