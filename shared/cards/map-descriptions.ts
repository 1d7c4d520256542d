import type { Description } from '../metadata/attributes.ts';
import { repairMojibake } from '../values/mojibake.ts';
import type { Card } from './card.ts';
import type { Draft } from './draft.ts';
import { cardFinding } from './draft.ts';
import { objectList, textList, textOf } from './front-values.ts';
import type { Section } from './markdown.ts';
import { hasControls, plainText } from './markdown.ts';

/** Longest abstract that is taken; the rest of a card of many pages is not one. */
const abstractLength = 10_000;

/** Words on loading it, which some templates begin with; they describe nothing. */
const howToLoad = /^(?:to load (?:a|the|this)\b|e\.g\.|you can (?:load|find the valid)\b)/i;

/** A licence or a wish for citation that stands where the description belongs. */
const licenceWords =
  /^(?:copyright (?:\(c\)|©)|permission is hereby granted|the above copyright notice|if you use this (?:data ?set|model|corpus))/i;

const abstractHeadings = [
  /^(?:dataset|model) summary$/i,
  /^(?:summary|overview|abstract|tl;?dr)$/i,
  /^(?:dataset|model|general) (?:description|details|overview|information)$/i,
  /^(?:description|introduction|about)$/i,
];

/** The abstract, from the section that the template has for it, and what the front matter measures. */
export function mapDescriptions(
  card: Card,
  sections: readonly Section[],
  draft: Draft,
): readonly Description[] {
  const candidates = [
    ...abstractHeadings.flatMap((heading) =>
      sections.filter((section) => heading.test(section.heading)),
    ),
    ...sections.filter((section) => section.level <= 1),
  ];
  const found = candidates
    .map((section) => ({ section, text: abstractOf(section) }))
    .find(({ text }) => text !== '');
  const technical = technicalInfo(card.front);
  const descriptions: Description[] = [];
  if (found === undefined) {
    draft.findings.push(
      cardFinding(
        'card-abstract-missing',
        'descriptions',
        'The card has no description, or only what its template says.',
      ),
    );
  } else {
    const from =
      found.section.heading === '' ? 'first paragraph' : `section ${found.section.heading}`;
    draft.provenance.push({ path: `descriptions[0]`, from, rule: 'abstract-section' });
    descriptions.push({ description: found.text, descriptionType: 'Abstract' });
    if (repairMojibake(found.text) !== null || hasControls(found.section.text)) {
      draft.findings.push(
        cardFinding(
          'card-text-damaged',
          'descriptions[0]',
          'The description holds characters that were damaged on the way.',
        ),
      );
    }
  }
  if (technical !== '') {
    const at = descriptions.length;
    draft.provenance.push({
      path: `descriptions[${at}]`,
      from: 'front matter',
      rule: 'technical-info',
    });
    descriptions.push({ description: technical, descriptionType: 'TechnicalInfo' });
  }
  return descriptions;
}

/** The words of a section without the template's list of links, cut at a paragraph. */
function abstractOf({ text }: Section): string {
  const prose = text
    .split('\n')
    .filter((line) => !/^\s*[-*]\s*(?:\*\*[^*]{1,60}\*\*|\[[^\]]{1,120}\]\(#)/.test(line))
    .join('\n');
  const paragraphs = plainText(prose)
    .split('\n\n')
    .filter(
      (paragraph) =>
        /\p{L}{2}/u.test(paragraph) && !howToLoad.test(paragraph) && !licenceWords.test(paragraph),
    );
  let abstract = '';
  for (const paragraph of paragraphs) {
    const longer = abstract === '' ? paragraph : `${abstract}\n\n${paragraph}`;
    if (longer.length > abstractLength) break;
    abstract = longer;
  }
  return abstract === '' ? (paragraphs[0] ?? '').slice(0, abstractLength) : abstract;
}

/** Facts of the front matter that DataCite has no property for, as sentences; values as the card gives them. */
function technicalInfo(front: Card['front']): string {
  const library = textOf(front['library_name']);
  const co2 = front['co2_eq_emissions'];
  const grams = typeof co2 === 'object' && co2 !== null && 'emissions' in co2 ? co2.emissions : co2;
  const results = objectList(front['model-index'])
    .flatMap((model) => objectList(model['results']))
    .flatMap((result) => {
      const [dataset] = objectList(result['dataset']);
      return objectList(result['metrics']).map((metric) => {
        const name = textOf(metric['name']) || textOf(metric['type']);
        return `${name} ${textOf(metric['value'])} on ${textOf(dataset?.['name'])}`;
      });
    });
  return [
    library === '' ? '' : `Library: ${library}.`,
    typeof grams === 'number' ? `Emissions of training: ${grams} g CO2eq.` : '',
    results.length === 0 ? '' : `Results reported in the card: ${results.slice(0, 50).join('; ')}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Sizes as the card gives them: rows by category, bytes of the generated data set. */
export function mapSizes({ front, body }: Card, draft: Draft): readonly string[] {
  const rows = textList(front['size_categories']).filter((size) => /\d/.test(size));
  const bytes = /\*\*Size of the generated dataset:\*\*\s*(\d[\d.,]*\s?[KMGT]?B)\b/i.exec(
    body,
  )?.[1];
  const sizes = [...rows.map((size) => `${size} rows`), ...(bytes === undefined ? [] : [bytes])];
  sizes.forEach((_, at) => {
    const from = at < rows.length ? 'size_categories' : 'Size of the generated dataset';
    draft.provenance.push({ path: `sizes[${at}]`, from, rule: 'size' });
  });
  return sizes;
}
