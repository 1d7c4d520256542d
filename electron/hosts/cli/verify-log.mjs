// Checks an exported history of DOI Steward. Imports nothing of DOI Steward, on purpose: an auditor can
// read this one file, or write it anew in any language from the lines below.
//
//   node verify-log.mjs EXPORT.jsonl [HEAD]     HEAD: a hash, or a file of anchors in JSON Lines
//
// Format. UTF-8, one event a line, each line ended by a line feed, exactly in this shape:
//   {"event":EVENT,"hash":"HASH","previousHash":"PREVIOUS"}
// - EVENT is one JSON object. Its bytes, as they stand in the line, are what is hashed: canonical JSON
//   (RFC 8785), so that anybody who rebuilds it from its values gets the same bytes.
// - HASH and PREVIOUS are 64 lower-case hexadecimal digits.
// - HASH = SHA-256(one zero byte, the 32 bytes of PREVIOUS, the bytes of EVENT).
// - PREVIOUS is the HASH of the line before; in the first line it is 64 zeros.
// - EVENT.sequence is 1 in the first line and rises by one; EVENT.id never comes twice.
// EVENT also has at (UTC), person, kind, doi, batchId, operationId, reason, and body: a summary, the
// changes (path, before, after) and a detail.
//
// What it proves. The chain alone shows an event that was altered, removed, moved or doubled. A tail
// that was cut off, and a history that was rewritten and hashed anew, show only against a head that was
// noted elsewhere: give the hash that the export printed, or the file anchors/history.jsonl beside the
// ledger ({"sequence":N,"hash":"HASH","at":"TIME"} a line; other lines are passed over).
//
// Ends with 0 when the history holds, 1 when it does not, 2 when it was called wrongly.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';

const lineShape = /^\{"event":(\{.*\}),"hash":"([0-9a-f]{64})","previousHash":"([0-9a-f]{64})"\}$/s;
const hashShape = /^[0-9a-f]{64}$/;
const noHash = '0'.repeat(64);

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

/** The next head, when this line follows on the head before it. */
function follow(head, bytes, ids) {
  // Latin 1 keeps each byte one character, so that lengths and the hashed bytes stay exact.
  const [, event, hash, previous] = lineShape.exec(bytes.toString('latin1')) ?? [];
  if (event === undefined) throw new Error('is not of the documented shape');
  const body = Buffer.from(event, 'latin1');
  const { sequence, id } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  if (sequence !== head.sequence + 1) throw new Error(`carries the number ${sequence}`);
  if (typeof id !== 'string' || ids.has(id)) throw new Error('has an id that came before, or none');
  if (previous !== head.hash) throw new Error('is not linked to the event before it');
  const digest = createHash('sha256').update(Buffer.of(0)).update(Buffer.from(previous, 'hex'));
  if (digest.update(body).digest('hex') !== hash) throw new Error('was altered');
  ids.add(id);
  return { sequence, hash };
}

/** Heads that were noted elsewhere, as [sequence or null for "the last", hash]. */
function readHeads(given) {
  if (given === undefined) return [];
  if (hashShape.test(given)) return [[null, given]];
  const heads = readFileSync(given, 'utf8').split('\n').flatMap(readHead);
  if (heads.length === 0) throw new Error(`${given} holds no head`);
  return heads;
}

function readHead(line) {
  try {
    const { sequence, hash } = JSON.parse(line);
    return Number.isInteger(sequence) && hashShape.test(hash) ? [[sequence, hash]] : [];
  } catch {
    return []; // An empty line, or one that a power cut left half-written.
  }
}

async function verify(path, heads) {
  let head = { sequence: 0, hash: noHash };
  const ids = new Set();
  const seen = new Map([[0, noHash]]);
  const wanted = new Set(heads.map(([sequence]) => sequence));
  try {
    for await (const line of readLines(path)) {
      head = follow(head, line, ids);
      if (wanted.has(head.sequence)) seen.set(head.sequence, head.hash);
    }
  } catch (cause) {
    if (cause.code === 'ENOENT') throw cause;
    return { ok: false, text: `event ${head.sequence + 1}: ${cause.message}` };
  }
  for (const [sequence, hash] of heads) {
    const found = sequence === null ? head.hash : seen.get(sequence);
    if (found === hash) continue;
    const where = sequence === null ? 'the last event' : `event ${sequence}`;
    return {
      ok: false,
      text: `${where} is ${found === undefined ? 'missing' : 'not the one'} that was noted`,
    };
  }
  const proof =
    heads.length === 0
      ? 'no head was given: a cut or rewritten end would not show'
      : `noted heads that agree: ${heads.length}`;
  return { ok: true, text: `${head.sequence} events, head ${head.hash}; ${proof}` };
}

const [path, given] = process.argv.slice(2);
try {
  if (path === undefined) throw new Error('usage: node verify-log.mjs EXPORT.jsonl [HEAD]');
  const { ok, text } = await verify(path, readHeads(given));
  console.log(`${ok ? 'The history holds' : 'The history does not hold'}: ${text}.`);
  process.exitCode = ok ? 0 : 1;
} catch (cause) {
  console.error(cause.message);
  process.exitCode = 2;
}
