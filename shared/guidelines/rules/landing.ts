import type { Fix } from '../../findings/finding.ts';
import type { Attributes } from '../../metadata/attributes.ts';
import { archivePattern, commitPattern } from '../../values/digest.ts';
import { textOf } from '../../values/tolerant.ts';
import { identifiersOf } from '../record-view.ts';
import { atCommit, pageOfFile, secured } from '../mend-landing-url.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';

/** Where the DOI leads (A8, A15, A23, A25, B6, E11, E26, E27), as far as the address tells. */
export const landingRules: readonly Rule[] = [
  {
    code: 'landing-url-missing',
    requirements: ['B6'],
    source: sources.hub,
    aim: 'shareable',
    severity: 'warning',
    gate: 'none',
    echoesSchema: true,
    why: 'A DOI is tied to a landing page; without one it cannot be registered.',
    remedy: 'Enter the address of the page that describes the item.',
    reads: ['url'],
    check: ({ url }, hit) => {
      if (url === '') hit('url', 'There is no landing page.');
    },
  },
  {
    code: 'landing-url-temporary',
    requirements: ['A8', 'E11'],
    source: sources.article,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'Hosts for passing files, tunnels, short links and addresses inside a network vanish, and the DOI stays.',
    remedy: 'Put the item on a repository or a page of your institution, and use that address.',
    reads: ['url'],
    check: ({ landing }, hit) => {
      if (landing?.hostClass === 'temporary')
        hit('url', `The landing page is on ${landing.host}, which is temporary or private.`);
    },
  },
  {
    code: 'landing-url-file-store',
    requirements: ['A15', 'A8'],
    source: sources.article,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'A file store gives no landing page and promises no permanence.',
    remedy: 'Use a repository, or a landing page of your own that links to the files.',
    reads: ['url'],
    check: ({ landing }, hit) => {
      if (landing?.hostClass === 'file-store')
        hit('url', `The landing page is on ${landing.host}, a file store.`);
    },
  },
  {
    code: 'landing-url-token',
    requirements: ['A8', 'E11'],
    source: sources.article,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'A link with a key or a session works for one person or a short while, and the key becomes public with the DOI.',
    remedy: 'Use the public address of the page.',
    reads: ['url'],
    check: ({ landing }, hit) => {
      if (landing?.hasToken === true)
        hit('url', 'The landing page’s address carries a key, a password or a session.');
    },
  },
  {
    code: 'landing-url-content',
    requirements: ['E27', 'E26'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'A DOI leads to a page about the item, never to the content itself.',
    remedy: 'Use the page that describes the item; a file’s address belongs into the content URL.',
    reads: ['url', 'contentUrl'],
    check: ({ landing, url, attributes }, hit) => {
      if (landing?.isFile !== true) return;
      const page = pageOfFile(url);
      const fix =
        page === null
          ? undefined
          : { label: `Lead to ${page}`, changes: pageChanges(page, url, attributes) };
      hit('url', 'The address leads to a file, not to a landing page.', fix);
    },
  },
  {
    code: 'landing-url-moving',
    requirements: ['A25'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'asks',
    why: 'A DOI gives the very version that was used, whenever the paper appeared; this address changes under it.',
    remedy: 'Use the address of the tag, the commit or the version.',
    reads: ['url', 'version', 'relatedIdentifiers', 'identifiers'],
    check: ({ landing, url, version, relations, attributes }, hit) => {
      if (landing?.isMovingHead !== true) return;
      const isVersion =
        version !== '' ||
        relations.some(({ type }) => type === 'IsVersionOf' || type === 'IsNewVersionOf');
      if (!isVersion) return;
      const commit = identifiersOf(attributes)
        .map(({ identifier }) => textOf(identifier))
        .find((identifier) => commitPattern.test(identifier));
      const pinned = commit === undefined ? null : atCommit(url, commit);
      const fix =
        pinned === null
          ? undefined
          : { label: 'Lead to the commit', changes: [{ path: 'url', value: pinned }] };
      hit('url', 'The address leads to whatever is newest, but the record is one version.', fix);
    },
  },
  {
    code: 'landing-url-unpinned',
    requirements: ['A23', 'A9'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'hint',
    gate: 'none',
    why: 'The page of a repository on a hub shows its newest commit; the version that the DOI means cannot be told from it.',
    remedy: 'Use the page of the revision, or give the full commit as an alternate identifier.',
    reads: ['url', 'version', 'identifiers'],
    check: ({ landing, url, version, attributes }, hit) => {
      if (landing?.hostClass !== 'hub' || version === '' || landing.isMovingHead) return;
      if (/\/(?:tree|commit|releases\/tag|blob)\/[^/]+|[0-9a-f]{40}/i.test(url)) return;
      const hasCommit = identifiersOf(attributes)
        .map(({ identifier }) => textOf(identifier))
        .some((identifier) => commitPattern.test(identifier) || archivePattern.test(identifier));
      if (!hasCommit)
        hit('url', 'The address shows the newest state of the repository, not this version.');
    },
  },
  {
    code: 'landing-url-insecure',
    requirements: ['E11'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'The host answers under https; under http anyone on the way can change the page, and browsers warn.',
    remedy: 'Use the https address.',
    reads: ['url'],
    check: ({ url }, hit) => {
      const value = secured(url);
      if (value === null) return;
      hit('url', 'The address is not encrypted, though the host answers under https.', {
        label: 'Use https',
        changes: [{ path: 'url', value }],
      });
    },
  },
  {
    code: 'landing-url-doi',
    requirements: ['E26'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'A DOI that leads to a DOI’s address leads in a circle, or hides where the item is.',
    remedy: 'Use the address of the page itself.',
    reads: ['url'],
    check: ({ landing }, hit) => {
      if (landing?.isResolver === true)
        hit('url', `The landing page is an address of the resolver ${landing.host}.`);
    },
  },
  {
    code: 'landing-url-example',
    requirements: ['A15'],
    source: 'RFC 2606',
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'Domains such as example.org are reserved for examples: nothing of yours can be there.',
    remedy: 'Enter the real address.',
    reads: ['url'],
    check: ({ landing }, hit) => {
      if (landing?.isExample === true)
        hit('url', `The landing page is on ${landing.host}, which is reserved for examples.`);
    },
  },
  {
    code: 'landing-host-unknown',
    requirements: ['A15'],
    source: sources.article,
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'The item should live where DOIs are supported and pages are kept.',
    remedy:
      'Make sure that the host keeps its pages for years, then waive this for the collection.',
    reads: ['url'],
    check: ({ landing }, hit) => {
      if (landing?.hostClass === 'unknown' && !landing.isResolver && !landing.isExample) {
        hit('url', `It cannot be told whether ${landing.host} is a repository.`);
      }
    },
  },
];

/** The page becomes the landing page, and the file's address stays as a content URL. */
function pageChanges(page: string, url: string, { contentUrl }: Attributes): Fix['changes'] {
  const known = [contentUrl ?? []].flat().filter((entry) => typeof entry === 'string');
  const changes: Fix['changes'] = [{ path: 'url', value: page }];
  return known.includes(url)
    ? changes
    : [...changes, { path: 'contentUrl', value: [...known, url] }];
}
