/** A screen of the console. */
export type Place =
  | { readonly kind: 'overview' }
  | { readonly kind: 'apps' }
  | { readonly kind: 'new-app' }
  | { readonly kind: 'app'; readonly corpId: string }
  | { readonly kind: 'edit-app'; readonly corpId: string }
  | { readonly kind: 'mail' }
  | { readonly kind: 'members' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'system' };

const simple = ['apps', 'mail', 'members', 'audit', 'system'] as const;

/** Reads `/admin/apps/<corp>/edit`; what it does not know is the overview. */
export function parsePlace(pathname: string): Place {
  const [page, first, second] = pathname
    .replace(/^\/admin\/?/, '')
    .split('/')
    .map(decode);
  if (page === 'apps' && first === 'new' && !second) return { kind: 'new-app' };
  if (page === 'apps' && first) return { kind: second === 'edit' ? 'edit-app' : 'app', corpId: first };
  const known = simple.find((one) => one === page);
  return known ? { kind: known } : { kind: 'overview' };
}

/** The address of a screen; `corpId` where the session may manage several. */
export function hrefOf(place: Place, corpId?: string): string {
  const query = corpId ? `?corp=${encodeURIComponent(corpId)}` : '';
  if (place.kind === 'overview') return `/admin${query}`;
  if (place.kind === 'new-app') return '/admin/apps/new';
  if (place.kind === 'app') return `/admin/apps/${encodeURIComponent(place.corpId)}`;
  if (place.kind === 'edit-app') return `/admin/apps/${encodeURIComponent(place.corpId)}/edit`;
  return `/admin/${place.kind}${place.kind === 'apps' ? '' : query}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
