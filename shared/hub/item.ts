import type { Card } from '../cards/card.ts';
import type { CitationFile } from '../cards/citation-file.ts';
import type { Finding } from '../findings/finding.ts';
import type { Evaluation } from './evaluations.ts';
import type { Hub, HubItemName } from './hub.ts';
import type { HubInfo } from './info.ts';

/** A creator that a steward wrote down for an item (D23). */
export interface ListedAuthor {
  readonly name: string;
  readonly orcid: string | null;
}

/** Everything that is known of one item at one revision: what the mapping works on. */
export interface ItemReading {
  readonly item: HubItemName;
  /** The whole name of the revision; null where nothing tells it (a folder without git). */
  readonly revision: string | null;
  /** A tag of the item that points at the revision. */
  readonly tag: string | null;
  /** When the revision was made; null where nobody tells. */
  readonly revisionDate: string | null;
  /** Null: only the files of a folder are there. */
  readonly info: HubInfo | null;
  readonly card: Card;
  readonly hasCard: boolean;
  readonly citationFile: CitationFile | null;
  /** Results of `.eval_results/*.yaml`. */
  readonly evaluations: readonly Evaluation[];
  readonly authors: readonly ListedAuthor[];
  /** Findings of reading card and CITATION.cff. */
  readonly findings: readonly Finding[];
}

/** What the ledger knows around an item: nobody finds it in the item's own files. */
export interface KnownAround {
  /** Collections of the hub that hold the item; `doi`: of their record here. */
  readonly collections: readonly {
    readonly slug: string;
    readonly address: string;
    readonly doi: string | null;
  }[];
  /** The organisation that owns it, with the ROR id that a steward picked. */
  readonly organisation: { readonly ror: string; readonly label: string } | null;
  /** Addresses of items whose `new_version` names this one. */
  readonly olderVersions: readonly string[];
  /** The day on which everybody could see it again after it had been private. */
  readonly publicSince: string | null;
  /** Name of the steward, for the rule `curator`. */
  readonly steward: string | null;
}

export const nothingAround: KnownAround = {
  collections: [],
  organisation: null,
  olderVersions: [],
  publicSince: null,
  steward: null,
};

export interface MapParts {
  readonly hub: Hub;
  /** The DOI of another item by its address on the hub, where one is known here. */
  readonly doiOf: (address: string) => string | null;
  readonly around: KnownAround;
}
