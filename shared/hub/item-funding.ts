import { isPlaceholder, plainLine, plainText, readSections } from '../cards/markdown.ts';
import type { FundingReference } from '../metadata/attributes.ts';
import type { ItemReading } from './item.ts';
import type { Rules } from './mapping-rules.ts';
import type { Told } from './told.ts';
import { told } from './told.ts';

const longest = 300;

/** What a card says about its funding: the field of the template, else the section that is there for it. */
export function fundingText({ card }: Pick<ItemReading, 'card'>): {
  readonly text: string;
  readonly from: string;
  /** True for the field, which holds a name and no sentences. */
  readonly isName: boolean;
} | null {
  const field = /^\s*[-*]?\s*\*\*\s*Funded by\b[^*\n]{0,40}\*\*\s*:?(.{0,1000})$/im.exec(
    card.body,
  )?.[1];
  const name = plainLine(field ?? '')
    .replace(/^[:\s]+/, '')
    .slice(0, longest);
  if (name !== '' && !isPlaceholder(name)) return { text: name, from: 'Funded by', isName: true };
  const sections = readSections(card.body);
  const section = sections.find(({ heading }) =>
    /^(?:funding|funding information|funders?)$/i.test(heading),
  );
  const text = plainText(section?.text ?? '').slice(0, longest);
  if (section !== undefined && text !== '' && !isPlaceholder(text))
    return { text, from: `section ${section.heading}`, isName: false };
  return thanked(sections);
}

/** The sentences of the acknowledgements that speak of money; thanks alone are none. */
function thanked(sections: ReturnType<typeof readSections>): ReturnType<typeof fundingText> {
  for (const { heading, text } of sections) {
    if (!/^acknowledge?ments?\b/i.test(heading)) continue;
    const sentences = plainText(text)
      .split(/(?<=[.!?])\s+/)
      .filter((each) => /\b(?:fund(?:ed|ing)|grants?|supported by|sponsored by)\b/i.test(each));
    const told = sentences.join(' ').slice(0, longest);
    if (told !== '') return { text: told, from: `section ${heading}`, isName: false };
  }
  return null;
}

/** A funder is never guessed: only where an institution switched the rule on, and only a name (table 4.5). */
export function mapFunding(reading: ItemReading, rules: Rules): readonly Told<FundingReference>[] {
  const found = rules.isOn('funding') ? fundingText(reading) : null;
  return found?.isName === true ? [told({ funderName: found.text }, found.from, 'funding')] : [];
}
