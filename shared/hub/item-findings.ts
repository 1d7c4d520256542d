import type { MappedCard } from '../cards/card.ts';
import { textList } from '../cards/front-values.ts';
import { readSections } from '../cards/markdown.ts';
import { cardFinding } from '../cards/draft.ts';
import type { Finding } from '../findings/finding.ts';
import { isHubDoi, shortRevision } from './hub.ts';
import type { ItemReading, MapParts } from './item.ts';
import { dateOf } from './item-dates.ts';
import { fundingText } from './item-funding.ts';
import type { Rules } from './mapping-rules.ts';

/** Findings of the card that still hold beside what API and CITATION.cff say, and those about the item itself. */
export function itemFindings(
  reading: ItemReading,
  base: MappedCard,
  { hub }: MapParts,
  rules: Rules,
): readonly Finding[] {
  const { info, citationFile, authors } = reading;
  const hasPeople = authors.length > 0 || (citationFile?.authors.length ?? 0) > 0;
  const moot = new Set([
    ...(hasPeople ? ['card-citation-missing', 'card-citation-several', 'card-authors-cut'] : []),
    ...((citationFile?.licences.length ?? 0) > 0 ? ['card-licence-missing'] : []),
    // The hub says which it is.
    'card-kind-unknown',
    ...(info?.description == null && citationFile?.abstract == null
      ? []
      : ['card-abstract-missing']),
  ]);
  const findings = base.findings.filter(({ code }) => !moot.has(code));
  if (info?.isPrivate === true) {
    findings.push({
      ...cardFinding(
        'hub-item-private',
        'url',
        'The item is private: nobody without an account of its owner sees its page.',
      ),
      severity: 'error',
      gate: 'blocks',
      why: 'A DOI must lead to a public page (E11).',
      remedy: 'Ask its owner to make it public before a DOI is registered.',
    });
  }
  if (info !== null && info.gated !== 'no') {
    findings.push(
      cardFinding(
        'hub-item-gated',
        'rightsList',
        'The item is gated: its page is public, its content is given on request.',
      ),
    );
  }
  if (info?.doi != null) {
    const isOfHub = isHubDoi(hub, info.doi.id);
    findings.push({
      ...cardFinding(
        'hub-has-doi',
        'doi',
        `The hub has ${isOfHub ? 'generated' : 'noted'} the DOI ${info.doi.id} for ${info.doi.commit === null ? 'this item' : `revision ${shortRevision(info.doi.commit)}`}.`,
      ),
      severity: 'warning',
      gate: 'asks',
      remedy: 'Decide how the two belong together before you register a second DOI.',
    });
  }
  if (info !== null && info.createdAt !== null && dateOf(info.createdAt) === null) {
    findings.push(
      cardFinding(
        'hub-date-unknown',
        'dates',
        'The hub began to note dates on 2022-03-02; this item is as old or older, so its date is not known.',
      ),
    );
  }
  return [...findings, ...proposals(reading, rules)];
}

/** What a person may add, and what the card leaves open: told, never filled in. */
function proposals(reading: ItemReading, rules: Rules): readonly Finding[] {
  const funding = fundingText(reading);
  const isTaken = funding?.isName === true && rules.isOn('funding');
  const nonCommercial = contradictedLicence(reading);
  const hasSets =
    reading.item.kind === 'model' && textList(reading.card.front['datasets']).length > 0;
  return [
    ...(funding === null || isTaken
      ? []
      : [
          {
            ...cardFinding(
              'hub-funding-proposed',
              'fundingReferences',
              `The card tells who paid for it (${funding.from}): “${funding.text}”.`,
            ),
            remedy: 'Add the funder to the record if that is right.',
          },
        ]),
    ...(nonCommercial === null ? [] : [nonCommercial]),
    ...(hasSets
      ? [
          cardFinding(
            'hub-datasets-unpinned',
            'relatedIdentifiers',
            'The card names its data sets without a revision, so the relations lead to them as such.',
          ),
        ]
      : []),
  ];
}

/** The front matter names a licence for all uses, the text one without commercial use: a person decides which is right. */
function contradictedLicence({ card }: ItemReading): Finding | null {
  const names = textList(card.front['license'] ?? card.front['licenses']);
  const section = readSections(card.body).find(({ heading }) =>
    /^(?:licensing information|licen[cs]e|licen[cs]ing)$/i.test(heading),
  );
  const isLimited = /non-?commercial|\bby-nc\b/i.test(section?.text ?? '');
  const isOpen =
    names.length > 0 && names.every((name) => !/nc|other|unknown|non-?commercial/i.test(name));
  if (!isLimited || !isOpen) return null;
  return {
    ...cardFinding(
      'hub-licence-contradicted',
      'rightsList',
      `The front matter names ${names.join(', ')}, the section “${section?.heading ?? ''}” speaks of non-commercial use only.`,
    ),
    severity: 'warning',
    gate: 'asks',
    why: 'People rely on the licence that the record names.',
    remedy: 'Ask the owner which of the two holds, and correct the licence here.',
  };
}
