import type { CardKind } from '#shared/cards/card.ts';
import { repoPath } from './answers.ts';
import { itemPage, settingsPage } from './pages.ts';
import type { Answer, ServeParts } from './serve-parts.ts';
import { find, refused, revisionOf } from './serve-parts.ts';

/** Raw cards, and the pages that people see: the item's own and its settings with the DOI section. */
export function page(
  parts: ServeParts,
  path: readonly string[],
  caller: { readonly isPost: boolean; readonly isKnown: boolean },
): Answer {
  const kind: CardKind = path[0] === 'datasets' ? 'dataset' : 'model';
  const rest = kind === 'dataset' ? path.slice(1) : path;
  const words = new Set(['raw', 'resolve', 'settings', 'tree', 'blob']);
  const isAlone = rest.length === 1 || words.has(rest[1] ?? '');
  const name = rest.slice(0, isAlone ? 1 : 2).join('/');
  const [what, ...tail] = rest.slice(isAlone ? 1 : 2);
  const found = find(parts, { kind, name, isKnown: caller.isKnown || what === 'settings' });
  if ('status' in found) return found;
  if (found.name !== name) {
    const to = [repoPath(kind, found.name), ...(what === undefined ? [] : [what]), ...tail].join(
      '/',
    );
    return {
      status: 307,
      body: `Temporary Redirect. Redirecting to ${to}`,
      headers: { location: to },
    };
  }
  const html = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  };
  if (what === 'settings') {
    if (caller.isPost && tail[0] === 'doi') {
      parts.changes.generateDoi(kind, name, parts.doiPrefix);
      parts.kept();
      return { status: 303, body: '', headers: { location: `${repoPath(kind, name)}/settings` } };
    }
    return { status: 200, body: settingsPage(found), headers: html };
  }
  const [rev = 'main', ...filePath] = tail;
  const revision = revisionOf(found, rev);
  if (revision === null) return refused(404, `Invalid rev id: ${rev}`, 'RevisionNotFound');
  if (what === 'raw' || what === 'resolve') {
    if (found.gated !== false && !caller.isKnown && what === 'resolve')
      return refused(401, 'Access to this item is restricted.', 'GatedRepo');
    const file = revision.files[filePath.join('/')];
    if (file === undefined) return refused(404, 'Entry not found', 'EntryNotFound');
    return { status: 200, body: 'text' in file ? file.text : `${file.bytes} bytes` };
  }
  return { status: 200, body: itemPage(found, revision), headers: html };
}
