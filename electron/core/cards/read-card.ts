import type { CardCitation, CardKind, HubProfile, MappedCard } from '#shared/cards/card.ts';
import { huggingFace } from '#shared/cards/card.ts';
import type { CardPlace } from '#shared/cards/identify-card.ts';
import { identifyCard } from '#shared/cards/identify-card.ts';
import { mapCard } from '#shared/cards/map-card.ts';
import { readSections, sectionText } from '#shared/cards/markdown.ts';
import { readCitations } from '#shared/cards/read-citations.ts';
import { splitCard } from '#shared/cards/split-card.ts';
import type { Finding } from '#shared/findings/finding.ts';

import { readFront } from './read-front.ts';

export interface CardReading extends MappedCard {
  readonly id: string | null;
  readonly kind: CardKind | null;
}

/**
 * Reads a Hub card: front matter, text and the BibTeX in it. Never fails: a card that is broken or has no
 * front matter gives what can be read, and findings.
 */
export function readCard(
  text: string,
  place: CardPlace,
  hub: HubProfile = huggingFace,
): CardReading {
  const split = splitCard(text);
  const { front, findings } =
    split.front === null
      ? { front: {}, findings: [missingFront] }
      : readFront(split.front, split.frontLine);
  const { id, kind } = identifyCard(place, front, split.body);
  const mapped = mapCard(
    { id, kind, front, body: split.body, citations: citationsOf(split.body) },
    hub,
  );
  const unclosed = split.isUnclosed ? [unclosedFront] : [];
  return { ...mapped, id, kind, findings: [...unclosed, ...findings, ...mapped.findings] };
}

/** Entries of the section that is there for them; only a card without it is searched as a whole. */
function citationsOf(body: string): readonly CardCitation[] {
  const section = sectionText(
    readSections(body),
    /^(?:citation|cite|citing|bibtex|how to cite|references?)\b/i,
  );
  const inSection = section === null ? [] : readCitations(section);
  return inSection.length > 0 ? inSection : readCitations(body);
}

const missingFront: Finding = {
  code: 'card-front-matter-missing',
  severity: 'warning',
  gate: 'none',
  path: '',
  message: 'The card has no front matter, so licence, language and tags are not known.',
};

const unclosedFront: Finding = {
  ...missingFront,
  code: 'card-front-matter-unclosed',
  message:
    'The front matter has no closing line “---”; it is read up to the first heading or blank line.',
};
