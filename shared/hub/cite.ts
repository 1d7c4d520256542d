import type { Attributes, Creator } from '../metadata/attributes.ts';
import { asDoi, doiUrl } from '../doi/doi.ts';
import { doiAddress, doiInWords, isUnrealDoi } from '../doi/unreal-doi.ts';
import { listOf } from '../values/tolerant.ts';
import type { Hub, HubItemName } from './hub.ts';
import { itemAddress, ownerOf, shortRevision } from './hub.ts';

export interface CitedDoi {
  readonly doi: string;
  readonly commit: string | null;
  readonly year: number;
  /** What its public record says; null where nobody read it. */
  readonly record: Attributes | null;
}

/**
 * The text of the hub's own “Cite this model / dataset” (B4; form observed at hub-docs#25): title with revision, author,
 * year, address of the item, DOI, and the hub as publisher.
 */
export function hubCitation(hub: Hub, item: HubItemName, cited: CitedDoi): string {
  const people = listOf(cited.record?.creators);
  const owner = ownerOf(item.name) || hub.name;
  const authors = people.length > 0 ? people.map(authorText).join(' and ') : `{${owner}}`;
  const first = people[0]?.name ?? owner;
  const isUnreal = isUnrealDoi(cited.doi);
  const title = `${isUnreal ? '[PRACTICE] ' : ''}${titleOf(item, cited)}`;
  return [
    `@misc{${keyOf(first)}_${cited.year},`,
    `\tauthor       = { ${authors} },`,
    `\ttitle        = { ${title} },`,
    `\tyear         = ${cited.year},`,
    `\turl          = { ${itemAddress(hub, item)} },`,
    // A style makes a link of a field that is named so.
    isUnreal
      ? `\tnote         = { ${doiInWords(cited.doi)} },`
      : `\tdoi          = { ${cited.doi} },`,
    `\tpublisher    = { ${hub.name} }`,
    '}',
  ].join('\n');
}

function titleOf(item: HubItemName, { record, commit }: CitedDoi): string {
  const last = item.name.slice(item.name.lastIndexOf('/') + 1);
  const told = listOf(record?.titles).find(({ titleType }) => titleType == null)?.title ?? last;
  if (/\(Revision [0-9a-f]+\)$/.test(told) || commit === null) return told;
  return `${told} (Revision ${shortRevision(commit)})`;
}

/** Braces keep an organisation whole. */
function authorText({ name, nameType, givenName, familyName }: Creator): string {
  if (familyName != null && givenName != null) return `${familyName}, ${givenName}`;
  return nameType === 'Personal' ? (name ?? '') : `{${name ?? ''}}`;
}

function keyOf(name: string): string {
  return (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '') || 'item'
  );
}

/** Lines for the README of an item: the app never writes to a hub itself (C17). */
export function readmeSnippet(doi: string, citation: string): string {
  const known = asDoi(doi);
  const url = known === null || isUnrealDoi(known) ? doiAddress(doi) : doiUrl(known);
  return [
    '---',
    `doi: ${doi}`,
    '---',
    '',
    `[![DOI](https://img.shields.io/badge/DOI-${encodeURIComponent(doi).replaceAll('-', '--')}-blue)](${url})`,
    '',
    '## How to cite',
    '',
    `Please cite this item by its DOI: ${url}`,
    '',
    '```bibtex',
    citation,
    '```',
  ].join('\n');
}
