// Checks an exported history of DOI Steward. Imports nothing of DOI Steward, on purpose: an auditor can
// read this one file, or write it anew in any language from the lines below.
//
//   node verify-log.mjs EXPORT.jsonl [HEAD] [--key KEY] [--part]
//
//   HEAD    a hash, or a file of noted heads in JSON Lines
//   --key   the public key (Ed25519, raw, base64): at least one noted head must carry its signature
//   --part  EXPORT is a part of a history (one record, one filter): gaps between its events are allowed
//
// Format. UTF-8, one event a line, each line ended by a line feed, exactly in this shape:
//   {"event":EVENT,"hash":"HASH","previousHash":"PREVIOUS"}
//   {"event":EVENT,"hash":"HASH","previousHash":"PREVIOUS","texts":TEXTS}
// - EVENT is one JSON object. Its bytes, as they stand in the line, are what is hashed: canonical JSON
//   (RFC 8785), so that anybody who rebuilds it from its values gets the same bytes.
// - HASH and PREVIOUS are 64 lower-case hexadecimal digits.
// - HASH = SHA-256(the byte 0, the 32 bytes of PREVIOUS, the bytes of EVENT).
// - PREVIOUS is the HASH of the line before; in the first line of a whole history it is 64 zeros.
// - EVENT.sequence is 1 in the first line and rises by one; EVENT.id never comes twice.
// EVENT also has at (UTC), person, kind, doi, batchId, operationId, reason, and body: a summary, the
// changes (path, before, after) and a detail.
//
// Personal text. Without EVENT.format it stands in EVENT. With format 2, EVENT has a commitment in its
// place: in person, in reason, as "sealed" in a change and in members of the detail. TEXTS has a member for
// each of them, named person, reason, changes.PATH or detail.NAME: {"salt":SALT,"text":TEXT}, where
//   commitment = SHA-256(the byte 2, the 16 bytes of SALT, TEXT in UTF-8),
// or null where the text was taken out. An event of kind history.redacted must name each of those:
// its body.detail.redacted is {"PART":[SEQUENCE, ...]}. The text of a change is a JSON object of its sides.
//
// Noted heads, one a line: {"sequence":N,"hash":"HASH","at":"TIME"}, and with signing also "key" and
// "signature": Ed25519 over "DOI Steward history head", a line feed, and the canonical JSON of at, hash and
// sequence. Other lines are passed over.
//
// What it proves. The chain alone shows an event that was altered, removed, moved or doubled. A tail
// that was cut off, and a history that was rewritten and hashed anew, show only against a head that was
// noted elsewhere: give the hash that the export printed, or the file anchors/history.jsonl beside the
// ledger. A part proves its own events and not that others are missing.
//
// Ends with 0 when the history holds, 1 when it does not, 2 when it was called wrongly.
import { createHash, createPublicKey, verify as isSigned } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const lineShape =
  /^\{"event":(\{.*\}),"hash":"([0-9a-f]{64})","previousHash":"([0-9a-f]{64})"(?:,"texts":(\{.*\}))?\}$/s;
const hashShape = /^[0-9a-f]{64}$/;
const noHash = '0'.repeat(64);
const sha256 = (...pieces) => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
};
const decode = (bytes) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/** Lines as bytes, without their line feed: decoding before hashing could hide a change. */
async function* readLines(path) {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10, start)) {
      yield rest.subarray(start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) throw new Error('the last line is cut short');
}

/** The next head, when this line follows on the head before it. `state`: ids, texts that are gone, part. */
function follow(head, bytes, state) {
  // Latin 1 keeps each byte one character, so that lengths and the hashed bytes stay exact.
  const [, text, hash, previous, texts] = lineShape.exec(bytes.toString('latin1')) ?? [];
  if (text === undefined) throw new Error('is not of the documented shape');
  const body = Buffer.from(text, 'latin1');
  const event = decode(body);
  const { sequence, id } = event;
  const isNext = sequence === head.sequence + 1;
  if (!isNext && !(state.isPart && Number.isInteger(sequence) && sequence > head.sequence)) {
    throw new Error(`carries the number ${sequence}`);
  }
  if (typeof id !== 'string' || state.ids.has(id)) {
    throw new Error('has an id that came before, or none');
  }
  const isStart = state.isPart && (head.sequence === 0 ? sequence > 1 : !isNext);
  if (!isStart && previous !== head.hash) throw new Error('is not linked to the event before it');
  if (sha256(Buffer.of(0), Buffer.from(previous, 'hex'), body) !== hash) {
    throw new Error('was altered');
  }
  state.ids.add(id);
  checkTexts(event, texts === undefined ? {} : decode(Buffer.from(texts, 'latin1')), state.gone);
  return { sequence, hash };
}

/** Every commitment of an event with the name of its text. */
function* commitments({ format, person, reason, body }) {
  if (format === undefined) return;
  if (format !== 2) throw new Error(`is of format ${format}, which this verifier does not know`);
  if (person !== null) yield ['person', person];
  if (reason !== null) yield ['reason', reason];
  for (const { path, sealed } of body.changes ?? []) {
    if (typeof sealed === 'string') yield [`changes.${path}`, sealed];
  }
  for (const [name, value] of Object.entries(body.detail ?? {})) {
    if (typeof value?.sealed === 'string') yield [`detail.${name}`, value.sealed];
  }
}

function checkTexts(event, texts, gone) {
  const expected = new Map(commitments(event));
  for (const part of Object.keys(texts)) {
    if (!expected.has(part)) throw new Error(`has a text (${part}) that it does not commit to`);
  }
  for (const [part, commitment] of expected) {
    if (!Object.hasOwn(texts, part)) throw new Error(`has no text for its commitment (${part})`);
    const opening = texts[part];
    if (opening === null) gone.set(`${event.sequence} ${part}`, event.sequence);
    else if (sha256(Buffer.of(2), Buffer.from(opening.salt, 'hex'), opening.text) !== commitment) {
      throw new Error(`has a text (${part}) that was altered`);
    }
  }
  if (event.kind !== 'history.redacted') return;
  for (const [part, sequences] of Object.entries(event.body.detail.redacted)) {
    for (const sequence of sequences) gone.delete(`${sequence} ${part}`);
  }
}

/** Heads that were noted elsewhere; a sequence of null stands for "the last". */
function readHeads(given) {
  if (given === undefined) return [];
  if (hashShape.test(given)) return [{ sequence: null, hash: given }];
  const heads = readFileSync(given, 'utf8').split('\n').flatMap(readHead);
  if (heads.length === 0) throw new Error(`${given} holds no head`);
  return heads;
}

function readHead(line) {
  try {
    const head = JSON.parse(line);
    return Number.isInteger(head.sequence) && hashShape.test(head.hash) ? [head] : [];
  } catch {
    return []; // An empty line, or one that a power cut left half-written.
  }
}

/** How many heads carry the key's signature. Throws on one that pretends to be signed. */
function countSigned(heads, key) {
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(key, 'base64'),
  ]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const signed = heads.filter(({ signature }) => signature !== undefined);
  for (const { at, hash, sequence, signature } of signed) {
    const text = `DOI Steward history head\n${JSON.stringify({ at, hash, sequence })}`;
    if (!isSigned(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))) {
      throw new Error(`the noted head of event ${sequence} is not signed by this key`);
    }
  }
  return signed.length;
}

async function verify(path, heads, { key, part: isPart = false }) {
  let head = { sequence: 0, hash: noHash };
  const state = { ids: new Set(), gone: new Map(), isPart };
  const seen = new Map([[0, noHash]]);
  const wanted = new Set(heads.map(({ sequence }) => sequence));
  try {
    for await (const line of readLines(path)) {
      head = follow(head, line, state);
      if (wanted.has(head.sequence)) seen.set(head.sequence, head.hash);
    }
  } catch (cause) {
    if (cause.code === 'ENOENT') throw cause;
    const where = isPart ? `the line after event ${head.sequence}` : `event ${head.sequence + 1}`;
    return { ok: false, text: `${where}: ${cause.message}` };
  }
  for (const [, sequence] of isPart ? [] : state.gone) {
    return { ok: false, text: `event ${sequence}: lost a text, and no event says why` };
  }
  for (const { sequence, hash } of heads) {
    const found = sequence === null ? head.hash : seen.get(sequence);
    if (found === hash || (isPart && found === undefined)) continue;
    const where = sequence === null ? 'the last event' : `event ${sequence}`;
    return {
      ok: false,
      text: `${where} is ${found === undefined ? 'missing' : 'not the one'} that was noted`,
    };
  }
  const proofs = [
    heads.length === 0
      ? 'no head was given: a cut or rewritten end would not show'
      : `noted heads that agree: ${heads.length}`,
  ];
  if (isPart) proofs.push('a part: what is missing between its events would not show');
  if (key !== undefined) {
    try {
      const count = countSigned(heads, key);
      if (count === 0) return { ok: false, text: 'no noted head carries a signature' };
      proofs.push(`signed by the key: ${count}`);
    } catch (cause) {
      return { ok: false, text: cause.message };
    }
  }
  const count = state.ids.size;
  return { ok: true, text: `${count} events, head ${head.hash}; ${proofs.join('; ')}` };
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, part: { type: 'boolean' } },
  });
  const [path, given] = positionals;
  if (path === undefined) {
    throw new Error('usage: node verify-log.mjs EXPORT.jsonl [HEAD] [--key KEY] [--part]');
  }
  const { ok, text } = await verify(path, readHeads(given), values);
  console.log(`${ok ? 'The history holds' : 'The history does not hold'}: ${text}.`);
  process.exitCode = ok ? 0 : 1;
} catch (cause) {
  console.error(cause.message);
  process.exitCode = 2;
}
