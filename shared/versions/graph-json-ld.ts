import { doiAddress } from '../doi/unreal-doi.ts';
import type { ChainView, LineageRow } from '../contract/version-chains.ts';
import type { LinkKind } from './relation-kinds.ts';
import { meaningOf } from './relation-kinds.ts';

/** By kind: what the start says of the end, and the end of the start (DCMI Terms and PROV-O). */
const terms: Readonly<Record<LinkKind, readonly [start: string, end: string]>> = {
  version: ['dcterms:hasVersion', 'dcterms:isVersionOf'],
  succession: ['dcterms:isReplacedBy', 'prov:wasRevisionOf'],
  obsolescence: ['dcterms:isReplacedBy', 'dcterms:replaces'],
  sameness: ['owl:sameAs', 'owl:sameAs'],
  variant: ['dcterms:hasFormat', 'dcterms:isFormatOf'],
  derivation: ['prov:hadDerivation', 'prov:wasDerivedFrom'],
  use: ['dcterms:isReferencedBy', 'dcterms:references'],
  part: ['dcterms:hasPart', 'dcterms:isPartOf'],
};

/** A chain as JSON-LD: its records, and what each says, not what it should say. */
export function chainToJsonLd(chain: ChainView): string {
  const graph = chain.nodes.map((node) => ({
    '@id': doiAddress(node.doi),
    '@type': 'prov:Entity',
    'dcterms:identifier': node.doi,
    ...(node.title === '' ? {} : { 'dcterms:title': node.title }),
    ...(node.version === '' ? {} : { 'schema:version': node.version }),
    ...(node.date === '' ? {} : { 'dcterms:issued': node.date }),
    ...said(chain, node.doi),
  }));
  return written(graph);
}

/** What was made of a record, or what it is made of: each with the relation by which it came in. */
export function lineageToJsonLd(
  of: { readonly doi: string; readonly title: string },
  rows: readonly LineageRow[],
): string {
  const graph = [{ ...of, relation: '', via: '' }, ...rows].map(({ doi, title, relation, via }) => {
    const meaning = meaningOf(relation);
    const term = meaning === null ? null : terms[meaning.kind][meaning.isStart ? 0 : 1];
    return {
      '@id': doiAddress(doi),
      '@type': 'prov:Entity',
      'dcterms:identifier': doi,
      ...(title === '' ? {} : { 'dcterms:title': title }),
      ...(term === null ? {} : { [term]: [{ '@id': doiAddress(via) }] }),
    };
  });
  return written(graph);
}

function written(graph: readonly object[]): string {
  const context = {
    dcterms: 'http://purl.org/dc/terms/',
    owl: 'http://www.w3.org/2002/07/owl#',
    prov: 'http://www.w3.org/ns/prov#',
    schema: 'https://schema.org/',
  };
  return `${JSON.stringify({ '@context': context, '@graph': graph }, null, 2)}\n`;
}

function said(chain: ChainView, doi: string): Record<string, { readonly '@id': string }[]> {
  const found: Record<string, { readonly '@id': string }[]> = {};
  for (const { kind, start, end, byStart, byEnd } of chain.links) {
    const isStart = start === doi && (byStart === 'sent' || byStart === 'unsent');
    const isEnd = end === doi && (byEnd === 'sent' || byEnd === 'unsent');
    if (isStart) (found[terms[kind][0]] ??= []).push({ '@id': doiAddress(end) });
    if (isEnd) (found[terms[kind][1]] ??= []).push({ '@id': doiAddress(start) });
  }
  return found;
}
