import { bothDays, isReversed, parseDate, proposeDate } from '../../values/date.ts';
import { isJsonObject } from '../../support/json.ts';
import type { Json } from '../../support/json.ts';
import type { Result } from '../../support/result.ts';
import { err, ok } from '../../support/result.ts';
import { typedTextText as text } from '../../text/typed-text.en.ts';
import type { TextType } from '../schema/rules.ts';
import type { Shape } from '../schema/shape.ts';
import { isVocabularyName, nearestTerm, termsOf } from '../schema/vocabularies.ts';
import type { VocabularyName } from '../schema/vocabularies.ts';
import { hasForm, isCoordinate, isLanguage, isUri, isWebAddress } from './lexical.ts';
import { mendCoordinate, mendLanguage, mendUri, mendUrl } from './mend.ts';

/**
 * What a text that a person gives for a place of the metadata stands for there, or the sentence that says why it
 * cannot stand there and what was plainly meant. One answer for cells, sheets and operations on many records. It is
 * stricter than DataCite, which takes any text for a date: there is a person to say it right. `place`: the members on
 * the way, as `dates.date`.
 */
export function readTyped(place: string, type: TextType, typed: string): Result<string | number> {
  if (isVocabularyName(type)) return readTerm(type, typed);
  const read = readersOfPlaces[place] ?? readersOfTypes[type];
  return read === undefined ? ok(typed) : read(typed);
}

type Reader = (typed: string) => Result<string | number>;

/** Places of which the schema says less than DataCite's guidance. */
const readersOfPlaces: Readonly<Record<string, Reader>> = {
  'dates.date': readDate,
  url: (typed) =>
    isWebAddress(typed) && URL.canParse(typed)
      ? ok(typed)
      : wrong(text.notUrl(short(typed)), mendUrl(typed)),
  contentUrl: readAddress,
  // The schema has it as a URI, and people give the code: 005.7.
  'subjects.classificationCode': (typed) =>
    isUri(typed) ? ok(typed) : wrong(text.notUri(short(typed)), mendUri(typed)),
};

const readersOfTypes: Readonly<Partial<Record<TextType, Reader>>> = {
  year: (typed) =>
    /^[1-9]\d{3}$/.test(typed)
      ? ok(Number(typed))
      : wrong(text.notYear(short(typed)), yearIn(typed)),
  latitude: (typed) => readAngle(typed, 90),
  longitude: (typed) => readAngle(typed, 180),
  language: readLanguage,
  lang: readLanguage,
  uri: readAddress,
};

function wrong(sentence: string, near: string | number | null | undefined): Result<never> {
  return err(text.meant(sentence, near));
}

/** A sentence stays one, whatever was pasted. */
const short = (typed: string): string => (typed.length > 80 ? `${typed.slice(0, 79)}…` : typed);

function readTerm(list: VocabularyName, typed: string): Result<string> {
  const known = termsOf(list).find((term) => term.toLowerCase() === typed.toLowerCase());
  if (known !== undefined) return ok(known);
  return wrong(text.notInList(short(typed)), nearestTerm(list, typed.slice(0, 80)));
}

function readDate(typed: string): Result<string> {
  const reading = parseDate(typed);
  if (reading === null) {
    const days = bothDays(typed);
    return days === null
      ? wrong(text.notDate(short(typed)), proposeDate(typed))
      : err(text.twoDays(typed, days));
  }
  if (!isReversed(reading)) return ok(typed);
  return wrong(text.reversed(typed), typed.split('/').reverse().join('/'));
}

/** The year of a whole date that was given in its place. */
function yearIn(typed: string): number | null {
  const year = parseDate(typed)?.year ?? parseDate(proposeDate(typed) ?? '')?.year ?? null;
  return year !== null && year >= 1000 && year <= 9999 ? year : null;
}

function readAngle(typed: string, limit: number): Result<number> {
  return isCoordinate(typed, limit)
    ? ok(Number(typed))
    : wrong(text.notAngle(short(typed), limit), mendCoordinate(typed, limit));
}

/** The schema would take German and any other word; codes of languages have two letters or three. */
function readLanguage(typed: string): Result<string> {
  const code = typed.replaceAll('_', '-');
  const isCode = isLanguage(code) && /^(?:[a-z]{2,3}|[ix])(?:-|$)/i.test(code);
  if (isCode && code === typed) return ok(typed);
  return wrong(text.notLanguage(short(typed)), isCode ? code : mendLanguage(typed));
}

/** An address that stands for itself: the schema would take `see above` as one that is relative to who knows what. */
function readAddress(typed: string): Result<string> {
  const isWhole = /^[a-z][a-z\d+.-]+:[^\s]+$/i.test(typed) && isUri(typed);
  if (isWhole && (!/^https?:/i.test(typed) || URL.canParse(typed))) return ok(typed);
  const meant = mendUrl(typed) ?? mendUri(typed);
  const isMended = meant !== null && meant !== typed && readAddress(meant).ok;
  return wrong(text.notUri(short(typed)), isMended ? meant : null);
}

/** Where a value stands: the members on the way, and what the schema has there. */
interface GivenAt {
  readonly place: string;
  readonly shape: Shape | undefined;
  /** True for a text that may stand there although it is not right. */
  readonly isBorne?: (
    text: string,
    at: { readonly place: string; readonly type: TextType },
  ) => boolean;
}

/**
 * A value of any kind with the terms of closed lists as the schema spells them, or why the first text that is wrong
 * cannot stand where it is.
 */
export function readGiven(value: Json, at: GivenAt): Result<Json> {
  const { place, shape } = at;
  if (shape === undefined || value === null || value === '') return ok(value);
  if (shape.kind === 'text') return readPlain(value, shape.type, at);
  if (shape.kind === 'list') {
    const inside = { ...at, shape: shape.of };
    if (!Array.isArray(value)) return readGiven(value, inside);
    const entries = (value as readonly Json[]).map((entry) => readGiven(entry, inside));
    return allOf(entries);
  }
  if (!isJsonObject(value)) return ok(value);
  const named = Object.entries(value as Readonly<Record<string, Json>>);
  const members = allOf(
    named.map(([name, member]) =>
      readGiven(member, { ...at, place: `${place}.${name}`, shape: shape.members.get(name) }),
    ),
  );
  if (!members.ok) return members;
  return ok(Object.fromEntries(named.map(([name], index) => [name, members.value[index] ?? null])));
}

function allOf(read: readonly Result<Json>[]): Result<readonly Json[]> {
  const wrongOne = read.find((each) => !each.ok);
  if (wrongOne !== undefined) return wrongOne;
  return ok(read.flatMap((each) => (each.ok ? [each.value] : [])));
}

function readPlain(value: Json, type: TextType, { place, isBorne }: GivenAt): Result<Json> {
  if (typeof value !== 'string' && typeof value !== 'number') return ok(value);
  const given = String(value);
  if (isBorne?.(given, { place, type }) === true) return ok(value);
  const read = readTyped(place, type, given);
  return read.ok ? ok(isVocabularyName(type) ? read.value : value) : read;
}

/** True for what DataCite takes at a place, although a person would be asked to say it right. */
export function isTaken(
  text: string,
  { place, type }: { readonly place: string; readonly type: TextType },
): boolean {
  return place === 'url' ? isWebAddress(text) : hasForm(type, text);
}
