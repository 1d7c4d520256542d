import { readCitation } from '../citation/citation-source.ts';
import type { Attributes } from '../metadata/attributes.ts';

/** A shorter family name is too often an ordinary word. */
const shortestName = 4;

/** Names by which a person of a record would be known in a text: family names, and names of one word. */
export function readNames(attributes: Attributes): string[] {
  const { authors, editors } = readCitation(attributes);
  return [...authors, ...editors]
    .filter(({ kind }) => kind === 'person')
    .map(({ family, literal }) => family ?? literal)
    .filter((name) => name.length >= shortestName);
}

/** Of a name as people write it (`Lea Brunner`, `Brunner, Lea`): the whole of it, and its family name. */
export function namesOf(person: string): string[] {
  const [family = '', given] = person.split(',').map((part) => part.trim());
  const last = given === undefined ? (person.trim().split(/\s+/).at(-1) ?? '') : family;
  return [person.trim(), last].filter((name) => name.length >= shortestName);
}
