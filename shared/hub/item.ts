import type { Card } from '../cards/card.ts';
import type { CitationFile } from '../cards/citation-file.ts';
import type { Finding } from '../findings/finding.ts';
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
  readonly authors: readonly ListedAuthor[];
  /** Findings of reading card and CITATION.cff. */
  readonly findings: readonly Finding[];
}

export interface MapParts {
  readonly hub: Hub;
  /** The DOI of another item by its address on the hub, where one is known here. */
  readonly doiOf: (address: string) => string | null;
}
