import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { ChainView } from '#shared/contract/version-chains.ts';
import { AppError } from '#shared/support/app-error.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import { chainToJsonLd } from '#shared/versions/graph-json-ld.ts';
import { chainToSvg } from '#shared/versions/graph-svg.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { csvHeader, csvRow } from '../sheets/write-csv.ts';
import { viewChain } from './chain-view.ts';
import { contactsToCsv, lineageGraph, lineageToCsv } from './export-lineage.ts';

/** The chain or the lineage of a record as a file. */
export async function exportChain(
  ledger: Ledger,
  doi: string,
  {
    format,
    layOut,
  }: {
    readonly format: ParsedInput<'versions.export'>['format'];
    /** Places the records of a picture that lanes do not show well. */
    readonly layOut: (chain: ChainView) => Promise<ChainView>;
  },
): Promise<Output<'versions.export'>> {
  const name = doi.replace(/[^a-z0-9.-]+/gi, '-').slice(0, 100);
  switch (format) {
    case 'upstream-csv':
    case 'downstream-csv': {
      const direction = format === 'upstream-csv' ? 'upstream' : 'downstream';
      return { text: lineageToCsv(ledger, doi, direction), fileName: `${name}-${direction}.csv` };
    }
    case 'upstream-json-ld':
    case 'downstream-json-ld': {
      const direction = format === 'upstream-json-ld' ? 'upstream' : 'downstream';
      return {
        text: lineageGraph(ledger, doi, direction),
        fileName: `${name}-${direction}.jsonld`,
      };
    }
    case 'contacts-csv':
      return { text: contactsToCsv(ledger, doi), fileName: `${name}-contacts.csv` };
    default:
      return chainFile(existing(ledger, doi), { name, format, layOut });
  }
}

function existing(ledger: Ledger, doi: string): ChainView {
  const chain = viewChain(ledger, doi);
  if (chain !== null) return chain;
  throw new AppError('NOT_FOUND', { message: versionsText.noChain(doi) });
}

async function chainFile(
  chain: ChainView,
  how: {
    readonly name: string;
    readonly format: 'svg' | 'csv' | 'json-ld';
    readonly layOut: (chain: ChainView) => Promise<ChainView>;
  },
): Promise<Output<'versions.export'>> {
  switch (how.format) {
    case 'svg':
      return { text: chainToSvg(await how.layOut(chain)), fileName: `${how.name}-versions.svg` };
    case 'json-ld':
      return { text: chainToJsonLd(chain), fileName: `${how.name}-versions.jsonld` };
    case 'csv':
      return { text: chainToCsv(chain), fileName: `${how.name}-versions.csv` };
  }
}

/** One row a link; a record without links has a row of its own. */
function chainToCsv(chain: ChainView): string {
  const nodes = new Map(chain.nodes.map((node) => [node.doi, node]));
  const facts = (doi: string): (string | number | null)[] => {
    const node = nodes.get(doi);
    return [doi, node?.title ?? '', node?.version ?? '', node?.date ?? '', node?.state ?? ''];
  };
  const columns = ['DOI', 'title', 'version', 'date', 'state'];
  const header = csvHeader([
    ...columns,
    'link',
    ...columns.map((column) => `target ${column}`),
    'said by the first',
    'said by the target',
  ]);
  const rows = chain.links.map(({ start, end, kind, byStart, byEnd }) =>
    csvRow([...facts(start), kind, ...facts(end), byStart, byEnd]),
  );
  const alone = chain.nodes
    .filter(({ doi }) => !chain.links.some(({ start, end }) => start === doi || end === doi))
    .map(({ doi }) => csvRow([...facts(doi), '', '', '', '', '', '', '', '']));
  return [header, ...rows, ...alone].join('');
}
