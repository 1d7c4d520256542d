import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { editsText as text } from '#shared/text/edits.en.ts';
import { parseRor } from '#shared/values/authority-id.ts';
import { kindOf, readHead } from '../sheets/detect-text.ts';
import { fileFailure, ownSheetLimits } from '../sheets/limits.ts';
import { openZipPart } from '../sheets/open-zip-part.ts';

/** An organisation of a ROR data dump, as far as a steward picks by it. */
export interface RorOrganisation {
  /** `https://ror.org/…`. */
  readonly ror: string;
  readonly name: string;
  readonly country: string | null;
  /** Its own name, labels, aliases and acronyms. */
  readonly names: readonly string[];
}

/** One organisation is some 3 KB; what is longer than this has an open bracket somewhere. */
const mostCharacters = 1_000_000;

/** Told with each piece how many bytes were read, of how many; what it throws ends the reading. */
export type NoteRead = (bytes: number, ofBytes: number) => void;

/**
 * Reads a dump organisation by organisation: a JSON list of several hundred MB is never in memory as a whole.
 * Takes the ZIP as ROR publishes it or the JSON file out of it, of schema 1 and 2 (ror.readme.io/docs/data-dump);
 * withdrawn and inactive organisations are left out. Throws `SOURCE_UNREADABLE` for a file that is none, that is
 * damaged, or that ends in the middle.
 */
export async function* readRorDump(
  path: string,
  onRead: NoteRead = () => undefined,
): AsyncGenerator<RorOrganisation, void, undefined> {
  const file = basename(path);
  const { sizeBytes, chunks } = await openDump(path);
  let bytes = 0;
  const told = async function* () {
    const decoder = new TextDecoder();
    for await (const chunk of chunks) {
      bytes += chunk.length;
      onRead(bytes, sizeBytes);
      yield decoder.decode(chunk, { stream: true });
    }
  };
  let index = 0;
  for await (const json of topObjects(file, told())) {
    index += 1;
    const entry = parsed(json, file, index);
    const organisation = toOrganisation(entry);
    if (organisation !== null) yield organisation;
  }
}

interface Dump {
  readonly sizeBytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

async function openDump(path: string): Promise<Dump> {
  const file = basename(path);
  const { head, sizeBytes } = await readHead(path, ownSheetLimits);
  if (kindOf(head) !== 'zip') return { sizeBytes, chunks: bytesOf(path) };
  const part = await openZipPart(path, chooseList);
  if (part === null)
    throw new AppError('SOURCE_UNREADABLE', { message: text.rorNoJsonInZip(file) });
  return part;
}

/**
 * Of releases 1.45 to 1.74, which hold a list of either schema, the one of schema 2; the sheets beside it and what
 * macOS adds to archives are passed over.
 */
function chooseList(names: readonly string[]): string | undefined {
  const lists = names.filter(
    (name) => /\.json$/i.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(name),
  );
  const ofRor = lists.filter((name) => /ror-data/i.test(name));
  return ofRor.find((name) => /schema_v2/i.test(name)) ?? ofRor[0] ?? lists[0];
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    const chunks = createReadStream(path, { highWaterMark: 256 * 1024 });
    for await (const chunk of chunks as AsyncIterable<Uint8Array>) yield chunk;
  } catch (cause) {
    throw fileFailure(basename(path), cause);
  }
}

function parsed(json: string, file: string, index: number): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const message = text.rorBroken(file, index);
    throw new AppError('SOURCE_UNREADABLE', { message, cause });
  }
}

/** Where a scan of a JSON list stands between two pieces of the file. */
interface Scan {
  depth: number;
  isText: boolean;
  isEscaped: boolean;
  isStarted: boolean;
  isOver: boolean;
  /** What was read of an object that goes on in the next piece. */
  open: string;
}

/** The objects of a JSON list, each as its text: brackets are counted, texts are passed over. */
async function* topObjects(
  file: string,
  chunks: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  const scan: Scan = {
    depth: 0,
    isText: false,
    isEscaped: false,
    isStarted: false,
    isOver: false,
    open: '',
  };
  let count = 0;
  for await (const chunk of chunks) {
    const found = scanChunk(scan, chunk);
    if (found === null) throw notADump(file);
    count += found.length;
    yield* found;
    if (scan.open.length > mostCharacters) throw broken(file, count);
  }
  if (!scan.isOver) throw broken(file, count);
}

/** The objects that end in this piece; null: the file is no list. */
function scanChunk(scan: Scan, chunk: string): string[] | null {
  const found: string[] = [];
  let start = scan.depth > 0 ? 0 : -1;
  for (let at = 0; at < chunk.length; at += 1) {
    const sign = chunk[at];
    if (scan.isText) passText(scan, sign);
    else if (sign === '"') scan.isText = true;
    else if (sign === '{') {
      if (!scan.isStarted) return null;
      if (scan.depth === 0) start = at;
      scan.depth += 1;
    } else if (sign === '}') {
      scan.depth -= 1;
      if (scan.depth !== 0) continue;
      found.push(scan.open + chunk.slice(start, at + 1));
      scan.open = '';
      start = -1;
    } else if (scan.depth === 0 && sign === '[') scan.isStarted = true;
    else if (scan.depth === 0 && sign === ']') scan.isOver = true;
  }
  if (!scan.isStarted && chunk.trim() !== '') return null;
  if (start >= 0) scan.open += chunk.slice(start);
  return found;
}

function passText(scan: Scan, sign: string | undefined): void {
  if (scan.isEscaped) scan.isEscaped = false;
  else if (sign === '\\') scan.isEscaped = true;
  else if (sign === '"') scan.isText = false;
}

const notADump = (file: string): AppError =>
  new AppError('SOURCE_UNREADABLE', { message: text.rorNotJson(file) });
const broken = (file: string, count: number): AppError =>
  new AppError('SOURCE_UNREADABLE', { message: text.rorBroken(file, count) });

function toOrganisation(entry: unknown): RorOrganisation | null {
  if (!isJsonObject(entry)) return null;
  const ror = parseRor(textIn(entry, 'id'));
  const status = textIn(entry, 'status');
  if (!ror.ok || (status !== '' && status !== 'active')) return null;
  const read = Array.isArray(entry['names']) ? ofSchema2(entry) : ofSchema1(entry);
  return read === null ? null : { ror: ror.value, ...read };
}

type Named = Omit<RorOrganisation, 'ror'>;

function ofSchema2(entry: Readonly<Record<string, unknown>>): Named | null {
  const names = objectsIn(entry, 'names');
  const isShown = (name: Readonly<Record<string, unknown>>): boolean =>
    Array.isArray(name['types']) && name['types'].includes('ror_display');
  const shown = names.find(isShown) ?? names[0];
  if (shown === undefined) return null;
  const [place] = objectsIn(entry, 'locations');
  const details = isJsonObject(place?.['geonames_details']) ? place['geonames_details'] : {};
  return {
    name: textIn(shown, 'value'),
    country: textIn(details, 'country_name') || null,
    names: names.map((name) => textIn(name, 'value')).filter((name) => name !== ''),
  };
}

function ofSchema1(entry: Readonly<Record<string, unknown>>): Named | null {
  const name = textIn(entry, 'name');
  if (name === '') return null;
  const listed = ['aliases', 'acronyms'].flatMap((key) =>
    Array.isArray(entry[key]) ? entry[key].filter((each) => typeof each === 'string') : [],
  );
  const labels = objectsIn(entry, 'labels').map((label) => textIn(label, 'label'));
  const country = isJsonObject(entry['country']) ? textIn(entry['country'], 'country_name') : '';
  return {
    name,
    country: country || null,
    names: [name, ...listed, ...labels].filter((each) => each !== ''),
  };
}

function textIn(object: Readonly<Record<string, unknown>>, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

function objectsIn(
  object: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>>[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
