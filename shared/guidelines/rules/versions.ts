import { doiInWords } from '../../doi/unreal-doi.ts';
import { doiKey as keyOf } from '../../doi/doi.ts';
import { textOf } from '../../values/tolerant.ts';
import { datesOf } from '../record-view.ts';
import type { RecordView } from '../record-view.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';
import { compareVersions, readVersion } from '../version-number.ts';

const textTypes = new Set(['JournalArticle', 'ConferencePaper', 'BookChapter', 'Book', 'Text']);
const publishedStage =
  /\bpublished[ -]version\b|\bversion of record\b|\bpublisher[’']?s?[ -](?:version|pdf)\b|info:eu-repo\/semantics\/publishedVersion|^(?:vor|published)$/i;
const manuscriptStage =
  /\b(?:pre-?print|post-?print|accepted|submitted|author[’']?s?[ -](?:original|accepted|manuscript|version)|manuscript|working paper|draft|under review|proof)\b|info:eu-repo\/semantics\/(?:submitted|accepted|draft|updated)Version|^(?:am|ao|aam|smur)$/i;

/** The version of one record, and what may happen to it under one DOI (A3, A10, E8, E13, E17). */
export const versionRules: readonly Rule[] = [
  {
    code: 'version-missing',
    requirements: ['A14', 'A3', 'B6'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'none',
    why: 'Data, models and software change; without a version nobody can tell which one was used.',
    remedy: 'Enter the version, as major.minor, or the tag that was released.',
    reads: ['version', 'types', 'relatedIdentifiers'],
    check: ({ version, isResearchObject, relations, typeGeneral }, hit) => {
      if (version !== '' || !isResearchObject || typeGeneral === 'Collection') return;
      // A concept DOI stands for all its versions and has none itself.
      if (!relations.some(({ type }) => type === 'HasVersion'))
        hit('version', 'There is no version.');
    },
  },
  {
    code: 'version-moving',
    requirements: ['A25', 'A10'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'asks',
    why: 'The name of a branch means something else tomorrow.',
    remedy: 'Use the tag or the commit.',
    reads: ['version'],
    check: ({ version }, hit) => {
      if (/^(?:main|master|head|trunk|develop|dev|latest|current|newest|nightly)$/i.test(version)) {
        hit('version', `“${version}” is not a version but whatever is newest.`);
      }
    },
  },
  {
    code: 'version-duplicated',
    requirements: ['A3'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'asks',
    why: 'Two versions of one item with the same number cannot be told apart.',
    remedy: 'Correct the version of one of them.',
    reads: ['version', 'relatedIdentifiers', 'doi'],
    check: (record, hit) => {
      if (record.version === '') return;
      const twin = relatedVersions(record).find(
        (sibling) => textOf(sibling.version) === record.version,
      );
      if (twin !== undefined)
        hit(
          'version',
          `${doiInWords(twin.doi)} of the same chain also has the version ${record.version}.`,
        );
    },
  },
  {
    code: 'major-version-same-doi',
    requirements: ['E13'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'asks',
    why: 'A new major version gets a new DOI; those who cited the old one mean the old one.',
    remedy: 'Make a new version with a DOI of its own, and leave this record as it was.',
    reads: ['version'],
    check: ({ version, context }, hit) => {
      const before = readVersion(textOf(context.published?.version));
      const after = before === null ? null : readVersion(version);
      if (before === null || after === null) return;
      if ((after[0] ?? 0) > (before[0] ?? 0)) {
        hit(
          'version',
          `The version changes from ${textOf(context.published?.version)} to ${version} under the same DOI.`,
        );
      }
    },
  },
  {
    code: 'version-not-rising',
    requirements: ['E18'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'warning',
    gate: 'none',
    why: 'Versions of one item rise, so that people know which is newer.',
    remedy: 'Correct the version.',
    reads: ['version'],
    check: ({ version, context }, hit) => {
      const before = readVersion(textOf(context.published?.version));
      const after = before === null ? null : readVersion(version);
      if (before === null || after === null || compareVersions(after, before) >= 0) return;
      hit('version', `The version falls from ${textOf(context.published?.version)} to ${version}.`);
    },
  },
  {
    code: 'updated-date-missing',
    requirements: ['E17', 'E18'],
    source: sources.bestPractices,
    aim: 'reproducible',
    severity: 'hint',
    gate: 'none',
    why: 'A minor version stays under its DOI; the date says since when it is another.',
    remedy: 'Add a date of the type Updated.',
    reads: ['version', 'dates'],
    check: ({ version, attributes, context }, hit) => {
      const before = textOf(context.published?.version);
      if (before === '' || version === '' || before === version) return;
      const dates = datesOf(attributes);
      if (dates.some(({ dateType }) => dateType === 'Updated')) return;
      const message = `The version changes from ${before} to ${version} without a date of the type Updated.`;
      const value = { date: context.today ?? '', dateType: 'Updated' };
      const fix =
        context.today === undefined
          ? undefined
          : { label: 'Add today', changes: [{ path: `dates[${dates.length}]`, value }] };
      hit('dates', message, fix);
    },
  },
  {
    code: 'manuscript-stage-missing',
    requirements: ['E8'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'hint',
    gate: 'asks',
    why: 'A manuscript that its author deposits may have a DOI, the publisher’s final version may not.',
    remedy:
      'Say which stage it is in the version or the resource type: preprint, submitted, accepted.',
    reads: ['types', 'version', 'rightsList'],
    check: (record, hit) => {
      if (
        textTypes.has(record.typeGeneral) &&
        !stageTexts(record).some((text) => publishedStage.test(text) || manuscriptStage.test(text))
      ) {
        hit('version', 'It is not said which stage of the manuscript this is.');
      }
    },
  },
  {
    code: 'manuscript-published-version',
    requirements: ['E8'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'blocks',
    why: 'The published version has its publisher’s DOI; a second one divides its citations.',
    remedy: 'Link to the publisher’s DOI, or deposit the accepted manuscript.',
    reads: ['types', 'version', 'rightsList'],
    check: (record, hit) => {
      if (!textTypes.has(record.typeGeneral)) return;
      if (stageTexts(record).some((text) => publishedStage.test(text)))
        hit('version', 'This is the published version of a text.');
    },
  },
];

function stageTexts({ version, typeText, rights }: RecordView): string[] {
  return [version, typeText, ...rights.map(({ rightsUri }) => textOf(rightsUri))];
}

/** The siblings that are versions of the same item, told by the relations of either side. */
function relatedVersions({ relations, doiKey, context }: RecordView) {
  const keys = new Set<string>();
  for (const { type, key } of relations) {
    if (key === null || !/^Is(?:New|Previous)?VersionOf$/.test(type)) continue;
    keys.add(key);
    // Through the common parent: everything that says it is a version of the same item.
    if (type !== 'IsVersionOf') continue;
    for (const { from, relationType } of context.incomingByKey.get(key) ?? []) {
      if (relationType === 'IsVersionOf') keys.add(keyOf(from.doi));
    }
  }
  keys.delete(doiKey);
  return [...keys].flatMap((key) => context.siblingByKey.get(key) ?? []);
}
