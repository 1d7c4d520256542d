import type { Json } from '../../support/json.ts';
import { remember } from '../../support/remember.ts';
import { trait } from '../../values/text-traits.ts';
import { textOf } from '../../values/tolerant.ts';
import { isReversed, parseDate } from '../../values/date.ts';
import { withoutMarkup } from '../mend-text.ts';
import { datesOf, identifiersOf } from '../record-view.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';
import { checkPlaceholders, holdsPlaceholder } from './placeholders.ts';

const isMachineTag = remember((subject) => machineTag.test(subject));
const untitled =
  /^(?:untitled|no title|title|new (?:dataset|model|project|item)|test(?: ?\d+)?|my (?:dataset|model)|dataset|model|draft)(?:[ _-]?\d+)?$/i;
const fileName =
  /^[^\s/]+\.(?:csv|tsv|zip|gz|tar|tgz|xlsx?|docx?|pdf|json|jsonl|xml|txt|md|parquet|h5|nc|py|ipynb|bin|pt|safetensors|png|jpe?g|tiff?|mp4|wav|rds|sav)$|^(?:[a-z]:\\|\/)\S+$|^final[_-]?v?\d*$/i;
const repositoryId = /^[\w.-]+\/[\w.-]+$/;
const machineTag =
  /^(?:region|license|licence|arxiv|doi|size_categories|dataset|base_model|format|modality|library|language|task_categories|task_ids|annotations_creators|language_creators|multilinguality|source_datasets|pretty_name|endpoints_compatible|autotrain_compatible|has_space|deploy|model-index|co2_eq_emissions|custom_code)(?::\S.*|_?compatible)?$/i;
const shortAbstract = 100;

/** What the item is, in words that a stranger understands (A14, A30, A33, A46, B6). */
export const descriptionRules: readonly Rule[] = [
  {
    code: 'title-missing',
    requirements: ['A14', 'B6'],
    source: sources.article,
    aim: 'documented',
    severity: 'warning',
    gate: 'none',
    echoesSchema: true,
    why: 'The title is what people cite and search.',
    remedy: 'Give the item a title.',
    reads: ['titles'],
    check: ({ title }, hit) => {
      if (title === '') hit('titles', 'There is no title.');
    },
  },
  {
    code: 'title-untitled',
    requirements: ['A30'],
    source: sources.article,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'A title that any item could have tells nobody what this one is.',
    remedy: 'Say what it is, about what, and from when.',
    reads: ['titles'],
    check: ({ title, titleIndex }, hit) => {
      if (untitled.test(title))
        hit(`titles[${titleIndex}].title`, `“${title}” says nothing about the item.`);
    },
  },
  {
    code: 'title-file-name',
    requirements: ['A30'],
    source: sources.article,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'A file’s name is made for a disk, not for a reader.',
    remedy: 'Write a title in words; keep the file’s name as an alternate identifier.',
    reads: ['titles'],
    check: ({ title, titleIndex }, hit) => {
      if (fileName.test(title))
        hit(`titles[${titleIndex}].title`, `The title “${title}” is the name of a file.`);
    },
  },
  {
    code: 'title-repository-id',
    requirements: ['A30'],
    source: 'mapping of hub cards (requirements 4.5)',
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'The identifier of a repository on a hub can be renamed, and reads like code.',
    remedy: 'Use the name of the card as the title, and the identifier as an alternate identifier.',
    reads: ['titles', 'identifiers'],
    check: ({ title, titleIndex, attributes }, hit) => {
      if (!repositoryId.test(title) || fileName.test(title)) return;
      const identifiers = identifiersOf(attributes);
      const path = `titles[${titleIndex}].title`;
      const known = identifiers.some(({ identifier }) => identifier === title);
      const entry = { identifier: title, identifierType: 'Repository' };
      hit(path, `The title “${title}” is the identifier of a repository.`, {
        label: 'Keep its last part, and the whole as an identifier',
        changes: [
          { path, value: title.slice(title.indexOf('/') + 1) },
          ...(known ? [] : [{ path: `identifiers[${identifiers.length}]`, value: entry }]),
        ],
      });
    },
  },
  {
    code: 'placeholder-text',
    requirements: ['A30', 'B1'],
    source: sources.article,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'Text of a template was left standing.',
    remedy: 'Write what belongs there, or take it away.',
    reads: ['titles', 'descriptions', 'creators', 'subjects', 'publisher'],
    apart: true,
    check: checkPlaceholders,
  },
  {
    code: 'description-missing',
    requirements: ['B6', 'A30'],
    source: sources.hub,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'An abstract is what a DOI’s record tells beyond the title; search engines show it.',
    remedy: 'Describe what the item is, how it was made, and what it is for.',
    reads: ['descriptions'],
    check: ({ abstract }, hit) => {
      if (abstract === '') hit('descriptions', 'There is no abstract.');
    },
  },
  {
    code: 'abstract-short',
    requirements: ['A30'],
    source: sources.article,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'A line is seldom enough to judge whether an item is of use.',
    remedy: `Write at least ${shortAbstract} characters: what, how, for what.`,
    reads: ['descriptions', 'titles'],
    check: ({ abstract, abstractIndex, title }, hit) => {
      const isFine = abstract !== title && abstract.length >= shortAbstract;
      if (abstract === '' || isFine || holdsPlaceholder(abstract)) return;
      const path = `descriptions[${abstractIndex}].description`;
      if (abstract === title) hit(path, 'The abstract only repeats the title.');
      else hit(path, `The abstract has ${abstract.length} characters.`);
    },
  },
  {
    code: 'description-markup',
    requirements: ['A33'],
    source: sources.schema,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Descriptions are plain text; the only markup that the schema knows is <br/> (schema 4.7, 17).',
    remedy: 'Take tags, badges and images out.',
    needs: trait.markup,
    reads: ['descriptions'],
    check: ({ descriptions }, hit) => {
      descriptions.forEach(({ description }, index) => {
        const text = textOf(description);
        const markup =
          /<\/?(?!br\s*\/?>)[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|!\[[^\][]{0,200}\]\([^()]{0,500}\)|^#{1,6}\s|```/im.exec(
            text,
          );
        if (markup === null) return;
        const path = `descriptions[${index}].description`;
        const value = withoutMarkup(text);
        hit(
          path,
          `The text holds markup, such as “${markup[0].trim().slice(0, 40)}”.`,
          value === '' ? undefined : { label: 'Take the markup out', changes: [{ path, value }] },
        );
      });
    },
  },
  {
    code: 'subjects-missing',
    requirements: ['A46'],
    source: sources.article,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Subjects let other disciplines find the item.',
    remedy: 'Add a few subjects, best from a vocabulary with its scheme.',
    reads: ['subjects'],
    check: ({ subjects }, hit) => {
      if (!subjects.some(({ subject }) => textOf(subject) !== ''))
        hit('subjects', 'There are no subjects.');
    },
  },
  {
    code: 'subject-machine-tag',
    requirements: ['A46'],
    source: 'mapping of hub cards (requirements 4.5)',
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Tags such as region:us steer a hub; they are no subjects.',
    remedy: 'Take them away.',
    reads: ['subjects'],
    check: ({ subjects }, hit) => {
      const tags = subjects.flatMap(({ subject }, index) =>
        isMachineTag(textOf(subject)) ? [index] : [],
      );
      const first = tags[0];
      if (first === undefined) return;
      // The whole list at once: single removals would move the places behind them.
      const value = subjects.flatMap((subject, index): Json[] =>
        tags.includes(index) ? [] : [{ ...subject }],
      );
      const changes = [{ path: 'subjects', value }];
      const label = tags.length === 1 ? 'Remove the tag' : `Remove ${tags.length} tags`;
      hit(
        `subjects[${first}].subject`,
        `“${textOf(subjects[first]?.subject)}” is a tag for machines, not a subject.`,
        { label, changes },
      );
    },
  },
  {
    code: 'created-date-missing',
    requirements: ['A14', 'B6'],
    source: sources.article,
    aim: 'reproducible',
    severity: 'hint',
    gate: 'none',
    why: 'A DOI’s metadata says when the item was made, which is seldom the year of publication.',
    remedy: 'Add a date of the type Created.',
    reads: ['dates'],
    check: ({ attributes }, hit) => {
      const dates = datesOf(attributes);
      if (!dates.some(({ date, dateType }) => dateType === 'Created' && textOf(date) !== '')) {
        hit('dates', 'The date of creation is not given.');
      }
    },
  },
  {
    code: 'year-in-future',
    requirements: ['A30'],
    source: sources.schema,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'The publication year is when the item became public, or when an embargo ends (schema 4.7, 5).',
    remedy: 'Correct the year, or add the date from which the item is Available.',
    reads: ['publicationYear', 'dates'],
    check: ({ year, attributes, context }, hit) => {
      if (!(year > context.thisYear)) return;
      const isEmbargo = datesOf(attributes).some(
        ({ date, dateType }) => dateType === 'Available' && parseDate(textOf(date))?.year === year,
      );
      if (!isEmbargo) hit('publicationYear', `The publication year ${year} lies in the future.`);
    },
  },
  {
    code: 'date-in-future',
    requirements: ['A30'],
    source: sources.schema,
    aim: 'documented',
    severity: 'warning',
    gate: 'none',
    why: 'What is created, issued or collected lies behind us (schema 4.7, 8.a).',
    remedy: 'Correct the date.',
    reads: ['dates'],
    check: ({ attributes, context }, hit) => {
      if (Number.isNaN(context.todayNumber)) return;
      datesOf(attributes).forEach(({ date, dateType }, index) => {
        if (!/^(?:Created|Issued|Submitted|Accepted|Updated|Withdrawn)$/.test(textOf(dateType)))
          return;
        const reading = parseDate(textOf(date));
        if (reading !== null && !isReversed(reading) && reading.earliest > context.todayNumber) {
          hit(
            `dates[${index}].date`,
            `The date ${textOf(date)} (${textOf(dateType)}) lies in the future.`,
          );
        }
      });
    },
  },
  {
    code: 'type-other-unexplained',
    requirements: ['E10'],
    source: sources.bestPractices,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'The general type Other leaves it to the free text to say what the item is.',
    remedy: 'Choose a general type that fits, or describe the type in words.',
    reads: ['types'],
    check: ({ typeGeneral, typeText }, hit) => {
      if (typeGeneral === 'Other' && typeText === '')
        hit('types.resourceType', 'The type is Other, and nothing says what that is.');
    },
  },
];
