import type { Card, CardCitation, CardKind } from '#shared/cards/card.ts';
import type { CitationFile } from '#shared/cards/citation-file.ts';
import { readCitationFile } from '#shared/cards/citation-file.ts';
import { sectionText, readSections } from '#shared/cards/markdown.ts';
import { readCitations } from '#shared/cards/read-citations.ts';
import { splitCard } from '#shared/cards/split-card.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { evaluationFiles, readEvaluations } from '#shared/hub/evaluations.ts';
import type { HubItemName } from '#shared/hub/hub.ts';
import type { HubInfo } from '#shared/hub/info.ts';
import type { ItemReading, ListedAuthor } from '#shared/hub/item.ts';
import type { Access } from '#shared/hub/watch.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import { readFront, readYamlList } from '../cards/read-front.ts';
import type { HubClient, TextFile } from './client.ts';

/** What was fetched of one item at one revision, as it came. */
export interface FetchedItem {
  readonly item: HubItemName;
  readonly revision: string | null;
  readonly revisionDate: string | null;
  readonly tag: string | null;
  readonly info: HubInfo | null;
  readonly card: string | null;
  readonly citationFile: string | null;
  /** Scores of a model: `.eval_results/*.yaml`, as they came. */
  readonly evaluations: readonly { readonly file: string; readonly text: string }[];
}

export type Fetch =
  | { readonly kind: 'fetched'; readonly fetched: FetchedItem }
  | { readonly kind: 'unseen'; readonly access: Exclude<Access, 'public' | 'private'> }
  | { readonly kind: 'absent' };

/**
 * Fetches metadata, card and CITATION.cff of an item; four requests, for a model's scores and a pinned revision some more. `kind` null: a model is looked for first,
 * as the hub's own short addresses do, then a data set.
 */
export async function fetchItem(
  client: HubClient,
  asked: {
    readonly kind: CardKind | null;
    readonly name: string;
    readonly revision: string | null;
    /** The tag that stands on the revision is looked for: one request more. */
    readonly withTags?: boolean;
  },
  signal?: AbortSignal,
): Promise<Fetch> {
  if (asked.kind === null) {
    const model = await fetchItem(client, { ...asked, kind: 'model' }, signal);
    if (model.kind === 'fetched') return model;
    const dataset = await fetchItem(client, { ...asked, kind: 'dataset' }, signal);
    return dataset.kind === 'fetched' ? dataset : model;
  }
  const { kind, name, revision } = asked;
  const answer = await client.info(kind, name, revision, signal);
  if (answer.kind !== 'found') return answer;
  const info = answer.value;
  const sha = info.sha ?? revision;
  // Where the hub does not tell the commit, the head is read, and nobody says that it is pinned.
  const at = sha ?? 'main';
  const has = (file: string): boolean => info.files.length === 0 || info.files.includes(file);
  const card = has('README.md')
    ? await client.text(kind, info.name, { file: 'README.md', revision: at }, signal)
    : null;
  const citation = has('CITATION.cff')
    ? await client.text(kind, info.name, { file: 'CITATION.cff', revision: at }, signal)
    : null;
  const evaluations: { file: string; text: string }[] = [];
  for (const file of kind === 'model' ? evaluationFiles(info.files) : []) {
    const read = await client.text(
      kind,
      info.name,
      { file: file as TextFile, revision: at },
      signal,
    );
    if (read.kind === 'found') evaluations.push({ file, text: read.value });
  }
  const isNamed = revision !== null && !/^[0-9a-f]{7,40}$/.test(revision);
  return {
    kind: 'fetched',
    fetched: {
      item: { kind, name: info.name },
      revision: sha,
      revisionDate:
        revision === null || sha === null
          ? info.lastModified
          : await dateOfRevision(client, { kind, name: info.name, revision: sha }, signal),
      tag: isNamed
        ? revision
        : asked.withTags === true
          ? await tagOf(client, { kind, name: info.name, revision: sha }, signal)
          : null,
      info,
      card: card?.kind === 'found' ? card.value : null,
      citationFile: citation?.kind === 'found' ? citation.value : null,
      evaluations,
    },
  };
}

interface AtRevision {
  readonly kind: CardKind;
  readonly name: string;
  readonly revision: string | null;
}

/** `lastModified` is the item's; an older revision has the date of its commit. */
async function dateOfRevision(
  client: HubClient,
  { kind, name, revision }: AtRevision,
  signal?: AbortSignal,
): Promise<string | null> {
  if (revision === null) return null;
  const commits = await client.commits(kind, name, { revision, until: null }, signal);
  if (commits.kind !== 'found') return null;
  return commits.value.find(({ sha }) => sha === revision)?.date ?? null;
}

/** The tag on a revision; of several the one that is a version number. */
async function tagOf(
  client: HubClient,
  { kind, name, revision }: AtRevision,
  signal?: AbortSignal,
): Promise<string | null> {
  const refs = await client.refs(kind, name, signal);
  const tags = refs.kind === 'found' ? refs.value.filter(({ sha }) => sha === revision) : [];
  return (tags.find((tag) => /^v?\d/.test(tag.name)) ?? tags[0])?.name ?? null;
}

/** Takes card and CITATION.cff apart. Never fails: what is broken is told in findings. */
export function readFetched(fetched: FetchedItem, authors: readonly ListedAuthor[]): ItemReading {
  const { item, info } = fetched;
  const split = splitCard(fetched.card ?? '');
  const front = split.front === null ? null : readFront(split.front, split.frontLine);
  const cff = fetched.citationFile === null ? null : readFront(fetched.citationFile, 1);
  const isEmpty = front === null || Object.keys(front.front).length === 0;
  const card: Card = {
    id: item.name,
    kind: item.kind,
    // A card whose front matter cannot be read is known to the hub all the same, as it read it.
    front: isEmpty ? (info?.cardData ?? {}) : front.front,
    body: split.body,
    citations: citationsOf(split.body, info?.citation ?? null),
  };
  return {
    item,
    revision: fetched.revision,
    tag: fetched.tag,
    revisionDate: fetched.revisionDate,
    info,
    card,
    hasCard: fetched.card !== null,
    citationFile: cff === null ? null : citationFileOf(cff.front),
    evaluations: fetched.evaluations.flatMap(({ file, text: yaml }) =>
      readEvaluations(file, readYamlList(yaml)),
    ),
    authors,
    findings: [
      ...(fetched.card === null ? [noCard] : []),
      ...(fetched.card !== null && split.front === null && isEmpty ? [noFront] : []),
      ...(front?.findings ?? []),
      ...(cff === null ? [] : cff.findings.map(ofCitationFile)),
    ],
  };
}

function citationFileOf(file: Readonly<Record<string, unknown>>): CitationFile | null {
  return Object.keys(file).length === 0 ? null : readCitationFile(file);
}

/** Entries of the section that is there for them, else of the whole card, else what the API knows. */
function citationsOf(body: string, told: string | null): readonly CardCitation[] {
  const section = sectionText(
    readSections(body),
    /^(?:citation|cite|citing|bibtex|how to cite|references?)\b/i,
  );
  const inSection = section === null ? [] : readCitations(section);
  if (inSection.length > 0) return inSection;
  const inBody = readCitations(body);
  return inBody.length > 0 || told === null ? inBody : readCitations(told);
}

const noCard: Finding = {
  code: 'hub-card-missing',
  severity: 'warning',
  gate: 'asks',
  path: '',
  message: text.findings.noCard,
};
const noFront: Finding = {
  code: 'card-front-matter-missing',
  severity: 'warning',
  gate: 'none',
  path: '',
  message: text.findings.noFront,
};

function ofCitationFile(finding: Finding): Finding {
  return {
    ...finding,
    code: 'hub-citation-file-broken',
    message: finding.message.replace(/^The front matter/, 'CITATION.cff'),
  };
}
