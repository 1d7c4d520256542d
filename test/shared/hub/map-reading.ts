import { readCitations } from '#shared/cards/read-citations.ts';
import { huggingFaceHub } from '#shared/hub/hub.ts';
import { readInfo } from '#shared/hub/info.ts';
import type { ItemReading, KnownAround } from '#shared/hub/item.ts';
import { nothingAround } from '#shared/hub/item.ts';
import { mapItem } from '#shared/hub/map-item.ts';
import { rulesOf } from '#shared/hub/mapping-rules.ts';
import type { RuleChoices } from '#shared/hub/mapping-rules.ts';

export const sha = 'ab'.repeat(20);

/** Maps an item of invented parts; all that is not given is absent. */
export function map(
  front: Record<string, unknown>,
  body = '',
  more: Partial<ItemReading> = {},
  { choices = {}, around = {} }: { choices?: RuleChoices; around?: Partial<KnownAround> } = {},
) {
  const kind = more.item?.kind ?? 'dataset';
  const reading: ItemReading = {
    item: { kind, name: 'lakes/levels' },
    revision: sha,
    tag: null,
    revisionDate: '2025-03-04T10:00:00.000Z',
    info: null,
    card: { id: 'lakes/levels', kind, front, body, citations: readCitations(body) },
    hasCard: true,
    citationFile: null,
    evaluations: [],
    authors: [],
    findings: [],
    ...more,
  };
  return mapItem(reading, rulesOf(choices), {
    hub: huggingFaceHub,
    doiOf: (address) => (address.endsWith('/known') ? '10.5072/known' : null),
    around: { ...nothingAround, ...around },
  });
}

export const info = readInfo(
  {
    _id: '6',
    id: 'lakes/levels',
    author: 'lakes',
    sha,
    createdAt: '2024-01-02T03:04:05.000Z',
    gated: 'manual',
    tags: ['arxiv:2001.00001', 'doi:10.57967/hf/0042'],
    doi: { id: '10.57967/hf/0042', commit: sha },
    siblings: [{ rfilename: 'a.parquet' }, { rfilename: 'README.md' }],
    safetensors: { total: 7_241_748_480 },
    lastAuthor: { email: 'somebody@example.org' },
  },
  'dataset',
);
