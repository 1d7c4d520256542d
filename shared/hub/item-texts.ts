import type { Card, MappedCard } from '../cards/card.ts';
import type { Section } from '../cards/markdown.ts';
import { plainText, readSections } from '../cards/markdown.ts';
import type { Description } from '../metadata/attributes.ts';
import { evaluationSentence } from './evaluations.ts';
import type { ItemReading } from './item.ts';
import type { Rules } from './mapping-rules.ts';
import type { Told } from './told.ts';
import { told, withOrigins } from './told.ts';

/** Sections that tell what the item is for and how it was made (A34), with the type of description for each. */
const sectionKinds = [
  {
    heading:
      /^(?:intended uses?|uses|direct use|out-of-scope use|supported tasks(?: and leaderboards)?|use cases?)\b/i,
    type: 'Other',
  },
  {
    heading:
      /^(?:limitations?|known limitations|other known limitations|bias|discussion of biases|risks|considerations for using the data|ethical considerations)\b/i,
    type: 'Other',
  },
  {
    heading:
      /^(?:training (?:data|procedure|details)|dataset creation|data collection|curation rationale|annotation process|source data)\b/i,
    type: 'Methods',
  },
  { heading: /^(?:evaluation|evaluation results|results)\b/i, type: 'TechnicalInfo' },
] as const;

const longestSection = 4000;
const mostSections = 12;

/** Descriptions of the item: abstract, facts of the front matter, and the sections that readers look for. */
export function mapTexts(
  reading: ItemReading,
  base: MappedCard,
  rules: Rules,
): readonly Told<Description>[] {
  const known = withOrigins('descriptions', base.attributes.descriptions, base.provenance);
  const abstract = rules.isOn('abstract') ? abstractOf(reading, known) : null;
  const technical = rules.isOn('technical-info') ? technicalTexts(reading, known) : [];
  const sections = rules.isOn('sections') ? sectionTexts(reading.card, abstract?.from ?? '') : [];
  return [...(abstract === null ? [] : [abstract]), ...technical, ...sections];
}

/** Facts of the front matter, and scores of `.eval_results`, each with its own origin. */
function technicalTexts(
  { evaluations }: ItemReading,
  known: readonly Told<Description>[],
): readonly Told<Description>[] {
  const scores = evaluationSentence(evaluations);
  const files = [...new Set(evaluations.map(({ file }) => file))].join(', ');
  return [
    ...known.filter(({ rule }) => rule === 'technical-info'),
    ...(scores === ''
      ? []
      : [
          told<Description>(
            { description: scores, descriptionType: 'TechnicalInfo' },
            files,
            'technical-evaluations',
          ),
        ]),
  ];
}

function abstractOf(
  { info, citationFile }: ItemReading,
  known: readonly Told<Description>[],
): Told<Description> | null {
  const ofCard = known.find(({ rule }) => rule === 'abstract-section');
  if (ofCard !== undefined) return ofCard;
  const others = [
    [info?.description ?? null, 'API description', 'abstract-api'],
    [citationFile?.abstract ?? null, 'CITATION.cff abstract', 'abstract-citation-file'],
  ] as const;
  for (const [text, from, rule] of others) {
    const plain = text === null ? '' : plainText(text).slice(0, 10_000);
    if (plain !== '') return told({ description: plain, descriptionType: 'Abstract' }, from, rule);
  }
  return null;
}

function sectionTexts(card: Card, abstractFrom: string): readonly Told<Description>[] {
  const sections = readSections(card.body);
  const texts: Told<Description>[] = [];
  const used = new Set<Section>();
  sections.forEach((section, at) => {
    const kind = sectionKinds.find(({ heading }) => heading.test(section.heading));
    if (kind === undefined || used.has(section) || `section ${section.heading}` === abstractFrom)
      return;
    const whole = withDeeper(sections, at);
    whole.forEach((each) => used.add(each));
    const text = textOfSections(section, whole);
    if (text === '' || texts.length >= mostSections) return;
    texts.push(
      told(
        { description: `${section.heading}: ${text}`, descriptionType: kind.type },
        `section ${section.heading}`,
        'section-text',
      ),
    );
  });
  return texts;
}

/** A section and those below its heading. */
function withDeeper(sections: readonly Section[], at: number): readonly Section[] {
  const level = sections[at]?.level ?? 0;
  const end = sections.findIndex((section, index) => index > at && section.level <= level);
  return sections.slice(at, end < 0 ? sections.length : end);
}

function textOfSections(first: Section, whole: readonly Section[]): string {
  const parts = whole.flatMap((section) => {
    const text = plainText(section.text);
    if (text === '' || !/\p{L}{3}/u.test(text)) return [];
    return [section === first ? text : `${section.heading}: ${text}`];
  });
  let text = '';
  for (const paragraph of parts.join('\n\n').split('\n\n')) {
    const longer = text === '' ? paragraph : `${text}\n\n${paragraph}`;
    if (longer.length > longestSection) break;
    text = longer;
  }
  return text;
}
