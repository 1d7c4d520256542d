import { doiInWords, isUnrealDoi } from '../../doi/unreal-doi.ts';
import { agencyOf } from '../../doi/agency.ts';
import { doiUrl, hasPrefix, suffixOf } from '../../doi/doi.ts';
import { checkSuffix } from '../../doi/suffix.ts';
import { textOf } from '../../values/tolerant.ts';
import { relatedKey } from '../prepared-context.ts';
import { identifiersOf } from '../record-view.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';
import { describeMeaning } from '../suffix-meaning.ts';

/** The DOI itself: its suffix, whose it is, and whether the item has another (A6, E5, E7, E20). */
export const identityRules: readonly Rule[] = [
  {
    code: 'suffix-semantic',
    requirements: ['E20'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'Names, years and numbers in a suffix become wrong when the item changes, and a DOI cannot be renamed.',
    remedy: 'Let the app choose an opaque suffix as long as the DOI is not registered.',
    reads: ['doi', 'titles'],
    check: ({ doi, title, context }, hit) => {
      if (doi === null || agencyOf(doi).hub === true) return;
      if (context.prefixes !== undefined && !hasPrefix(doi, context.prefixes)) return;
      const meaning = describeMeaning(suffixOf(doi), title);
      if (meaning !== null) hit('doi', `The suffix “${suffixOf(doi)}” ${meaning}.`);
    },
  },
  {
    code: 'suffix-mistyped',
    requirements: ['E20'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'Generated suffixes end in check digits; these do not match, so a character may be mistyped.',
    remedy: 'Compare the DOI with its source.',
    reads: ['doi'],
    check: ({ doi }, hit) => {
      if (doi !== null && checkSuffix(suffixOf(doi)) === 'mistyped') {
        hit('doi', `The check digits of the suffix “${suffixOf(doi)}” are wrong.`);
      }
    },
  },
  {
    code: 'doi-observe-only',
    requirements: ['E5'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'Only the account that holds the prefix can change a DOI.',
    remedy: 'Ask its owner for changes; keep the record here to watch it.',
    reads: ['doi'],
    check: ({ doi, context }, hit) => {
      if (doi === null) return;
      const { hub, holder } = agencyOf(doi);
      if (context.prefixes === undefined ? hub !== true : hasPrefix(doi, context.prefixes)) return;
      hit(
        'doi',
        `The DOI belongs to ${holder ?? 'another account'}: this record can only be observed.`,
      );
    },
  },
  {
    code: 'identical-elsewhere',
    requirements: ['E7', 'A6', 'A21'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'An identical version that already has a DOI gets no second one.',
    remedy: 'Use the other DOI, or say how the two differ: another version, or a variant form.',
    reads: ['relatedIdentifiers', 'identifiers', 'doi'],
    check: ({ relations, attributes, doiKey }, hit) => {
      for (const { type, key, index } of relations) {
        if (type !== 'IsIdenticalTo' || key === null || key === doiKey) continue;
        hit(
          `relatedIdentifiers[${index}]`,
          `The item is identical to ${doiInWords(key)}, which has a DOI already.`,
        );
      }
      for (const [index, { identifier, identifierType }] of identifiersOf(attributes).entries()) {
        if (!/^doi$/i.test(textOf(identifierType))) continue;
        const key = relatedKey(textOf(identifier));
        if (key !== null && key !== doiKey) {
          hit(`identifiers[${index}]`, `The item has another DOI, ${doiInWords(key)}.`);
        }
      }
    },
  },
  {
    code: 'source-duplicate',
    requirements: ['A6', 'E7'],
    source: sources.article,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'One object has one DOI, unless the records are versions or variants of each other.',
    remedy: 'Keep one of the records, or relate them.',
    reads: ['url', 'doi', 'relatedIdentifiers'],
    check: ({ url, doiKey, relations, context }, hit) => {
      for (const sibling of context.siblingsByUrl.get(url) ?? []) {
        const key = relatedKey(sibling.doi);
        if (key === null || key === doiKey || relations.some((relation) => relation.key === key))
          continue;
        if ((context.incomingByKey.get(doiKey) ?? []).some(({ from }) => from === sibling))
          continue;
        hit('url', `${doiInWords(key)} has the same landing page, and nothing relates the two.`);
        return;
      }
    },
  },
  {
    code: 'doi-in-another-form',
    requirements: ['E19', 'E22'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'hint',
    gate: 'none',
    why: 'Where a DOI is shown in text it is shown as a full link that can be clicked.',
    remedy: 'Write https://doi.org/ and the DOI.',
    reads: ['descriptions', 'doi'],
    check: ({ descriptions, doi }, hit) => {
      // A link to what is not real would look like a real one.
      if (doi === null || isUnrealDoi(doi)) return;
      for (const [index, { description }] of descriptions.entries()) {
        if (typeof description !== 'string' || !description.includes('10.')) continue;
        const bare = /(?<![/.\w])(?:doi:\s*)?(10\.\d{4,9}\/[-._;()/:a-z0-9*~$=]*[a-z0-9])/i.exec(
          description,
        );
        if (bare !== null && relatedKey(bare[1] ?? '') === relatedKey(doi)) {
          const path = `descriptions[${index}].description`;
          const value = description.replace(bare[0], doiUrl(doi));
          hit(path, `The text names the DOI as “${bare[0]}”, not as ${doiUrl(doi)}.`, {
            label: 'Write it as a link',
            changes: [{ path, value }],
          });
        }
      }
    },
  },
];
