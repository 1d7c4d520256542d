import { doiInWords } from '../../doi/unreal-doi.ts';
import type { Fix } from '../../findings/finding.ts';
import { textOf } from '../../values/tolerant.ts';
import { inverseOf } from '../inverse-relations.ts';
import { relatedKey } from '../prepared-context.ts';
import type { RecordView, Relation } from '../record-view.ts';
import type { Hit, Rule } from '../rule.ts';
import { sources } from '../rule.ts';

/** Relations that both sides must carry (E14): versions, parts, successors. Citations are one-sided by nature. */
const mutual =
  /^(?:HasVersion|IsVersionOf|IsNewVersionOf|IsPreviousVersionOf|HasPart|IsPartOf|IsVariantFormOf|IsOriginalFormOf|Obsoletes|IsObsoletedBy|IsTranslationOf|HasTranslation)$/;
const documentation = /^(?:IsDocumentedBy|IsDescribedBy|IsSupplementTo|HasMetadata|IsPublishedIn)$/;
const origin =
  /^(?:IsDerivedFrom|Requires|References|IsCompiledBy|IsNewVersionOf|IsVersionOf|IsVariantFormOf|HasVersion)$/;

/** How records hang together (A19, A20, A33, E14-E16). */
export const relationRules: readonly Rule[] = [
  {
    code: 'relation-to-itself',
    requirements: ['E16'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'blocks',
    why: 'An item is no version, part or source of itself.',
    remedy: 'Take the relation away, or correct its identifier.',
    reads: ['relatedIdentifiers', 'doi'],
    check: ({ relations, doiKey }, hit) => {
      if (doiKey === '') return;
      for (const { key, index, type } of relations) {
        if (key !== doiKey) continue;
        hit(
          `relatedIdentifiers[${index}]`,
          `The record is related to itself (${type}).`,
          removeFix(index),
        );
      }
    },
  },
  {
    code: 'relation-duplicate',
    requirements: ['E16'],
    source: sources.schema,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'none',
    why: 'The service keeps a relation that is given twice, and counts it twice.',
    remedy: 'Take one of them away.',
    reads: ['relatedIdentifiers'],
    check: ({ relations }, hit) => {
      if (relations.length < 2) return;
      const seen = new Set<string>();
      for (const { type, key, value, index } of relations) {
        const name = `${type} ${key ?? value}`;
        if (value !== '' && seen.has(name))
          hit(
            `relatedIdentifiers[${index}]`,
            `The relation ${type} to ${value} is given twice.`,
            removeFix(index),
          );
        seen.add(name);
      }
    },
  },
  {
    code: 'version-two-parents',
    requirements: ['E16'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'blocks',
    why: 'A version is an instance of exactly one item.',
    remedy: 'Keep the relation to the one item, and say how the record relates to the other.',
    reads: ['relatedIdentifiers'],
    check: ({ relations }, hit) => {
      const parents = relations.filter(({ type, key }) => type === 'IsVersionOf' && key !== null);
      const second = parents.find(({ key }) => key !== parents[0]?.key);
      if (second !== undefined)
        hit(
          `relatedIdentifiers[${second.index}]`,
          'The record is a version of two different items.',
        );
    },
  },
  {
    code: 'version-circle',
    requirements: ['E16'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'blocks',
    why: 'Of two versions one is the newer, and of item and version one is the item.',
    remedy: 'Correct the direction of one of the relations.',
    reads: ['relatedIdentifiers', 'doi'],
    check: checkCircle,
  },
  {
    code: 'version-role-mixed',
    requirements: ['E15', 'E16'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'asks',
    why: 'A DOI is either the item that has versions or one of them.',
    remedy: 'Give the item and its versions DOIs of their own.',
    reads: ['relatedIdentifiers'],
    check: ({ relations }, hit) => {
      const has = relations.find(({ type }) => type === 'HasVersion');
      const is = relations.find(({ type }) => type === 'IsVersionOf');
      // The same target both ways is a circle, which its own rule reports.
      if (has === undefined || is === undefined || has.key === is.key) return;
      hit(`relatedIdentifiers[${is.index}]`, 'The record has versions and is a version itself.');
    },
  },
  {
    code: 'reciprocal-missing',
    requirements: ['E14', 'E15'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'none',
    why: 'Version relations are added to each DOI; the service adds none by itself.',
    remedy: 'Add the relation to the other record as well.',
    reads: ['relatedIdentifiers', 'doi'],
    check: ({ relations, doiKey, context }, hit) => {
      for (const { type, key, index } of relations) {
        if (key === null || key === doiKey || !mutual.test(type)) continue;
        if (!context.siblingByKey.has(key)) continue;
        const inverse = inverseOf(type);
        const answers = context.incomingByKey.get(doiKey) ?? [];
        if (
          answers.some(
            ({ from, relationType }) => relationType === inverse && relatedKey(from.doi) === key,
          )
        )
          continue;
        hit(
          `relatedIdentifiers[${index}]`,
          `${doiInWords(key)} does not say ${inverse ?? 'the same'} in return.`,
        );
      }
    },
  },
  {
    code: 'reciprocal-unanswered',
    requirements: ['E14', 'E16'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'none',
    why: 'Version relations are added to each DOI; the service adds none by itself.',
    remedy: 'Add the relation to this record.',
    reads: ['relatedIdentifiers', 'doi'],
    check: checkUnanswered,
  },
  {
    code: 'documentation-missing',
    requirements: ['A33'],
    source: sources.article,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'A card, a datasheet or a paper tells what the metadata cannot: limits, intended use, evaluation.',
    remedy: 'Relate the card or the paper as IsDocumentedBy or IsDescribedBy.',
    reads: ['relatedIdentifiers', 'types', 'relatedItems'],
    check: ({ relations, isResearchObject, typeGeneral, attributes }, hit) => {
      if (!isResearchObject || typeGeneral === 'Collection') return;
      const hasItem = Array.isArray(attributes.relatedItems) && attributes.relatedItems.length > 0;
      if (!hasItem && !relations.some(({ type }) => documentation.test(type))) {
        hit('relatedIdentifiers', 'No card, datasheet or paper is related.');
      }
    },
  },
  {
    code: 'model-origin-missing',
    requirements: ['A19', 'A20'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'hint',
    gate: 'none',
    why: 'A model is linked to the data and the models that it was made from, so that errors can be traced.',
    remedy: 'Relate the training data and the base model as IsDerivedFrom.',
    reads: ['relatedIdentifiers', 'types'],
    check: ({ relations, typeGeneral, typeText }, hit) => {
      const isLearned =
        /machine.?learning|language model|neural|fine-?tun|transformer|checkpoint|weights/i.test(
          typeText,
        );
      if (
        (typeGeneral === 'Model' || typeGeneral === 'Software') &&
        isLearned &&
        !relations.some(({ type }) => origin.test(type))
      ) {
        hit('relatedIdentifiers', 'Nothing tells what the model was made from.');
      }
    },
  },
];

function removeFix(index: number): Fix {
  return { label: 'Remove the relation', changes: [{ path: `relatedIdentifiers[${index}]` }] };
}

/** Two relations of one record, or of this one and a sibling, that cannot both be true. */
function checkCircle({ relations, doiKey, context }: RecordView, hit: Hit): void {
  const sequence = relations.filter(
    ({ type, key }) => key !== null && key !== doiKey && /Version(?:Of)?$/.test(type),
  );
  for (const relation of sequence) {
    const isContradicted = (type: string): boolean => type === inverseOf(relation.type);
    const own = sequence.find((other) => other.key === relation.key && isContradicted(other.type));
    if (own !== undefined && own.index > relation.index) {
      hit(
        `relatedIdentifiers[${own.index}]`,
        `${relation.type} and ${own.type} are said of the same DOI.`,
      );
    }
    if (own === undefined && isMirrored(relation, doiKey, context)) {
      hit(
        `relatedIdentifiers[${relation.index}]`,
        `${doiInWords(relation.key ?? '')} says ${relation.type} of this record, too.`,
      );
    }
  }
}

/** The other side claims the same direction. */
function isMirrored(
  { type, key }: Relation,
  doiKey: string,
  context: RecordView['context'],
): boolean {
  if (key === null || doiKey === '') return false;
  const incoming = context.incomingByKey.get(doiKey) ?? [];
  return incoming.some(
    ({ from, relationType }) => relationType === type && relatedKey(from.doi) === key,
  );
}

/** Relations that siblings claim to this record and that it does not return; each can be added by a fix. */
function checkUnanswered({ relations, doiKey, context, attributes }: RecordView, hit: Hit): void {
  const incoming = doiKey === '' ? [] : (context.incomingByKey.get(doiKey) ?? []);
  let next = Array.isArray(attributes.relatedIdentifiers)
    ? attributes.relatedIdentifiers.length
    : 0;
  for (const { from, relationType } of incoming) {
    const inverse = mutual.test(relationType) ? inverseOf(relationType) : null;
    const key = relatedKey(textOf(from.doi));
    if (inverse === null || key === null || key === doiKey) continue;
    if (
      relations.some(
        (relation) =>
          relation.key === key && (relation.type === inverse || relation.type === relationType),
      )
    )
      continue;
    const value = {
      relatedIdentifier: from.doi,
      relatedIdentifierType: 'DOI',
      relationType: inverse,
    };
    const fix = {
      label: `Add ${inverse}`,
      changes: [{ path: `relatedIdentifiers[${next}]`, value }],
    };
    hit(
      'relatedIdentifiers',
      `${doiInWords(key)} says ${relationType} of this record, which does not say ${inverse}.`,
      fix,
    );
    next += 1;
  }
}
