import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { Sources } from '../collections/sources.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent, historyHead } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { nonceBytes, sealBytes, unsealBytes } from '../vault/sealing.ts';
import { addEntry, getCase } from './case-rows.ts';
import { sha256Hex } from './make-page.ts';

const { entry, error } = removalText;

/** Name of the key that documents shared before each had its own: 32 bytes in base64. */
const sharedKeyName = 'removal.documents';
const keyBytes = 32;
const mostBytes = 10 * 1024 * 1024;

type DocumentRow = CaseDetail['documents'][number];

export function documentRows({ db }: Ledger, caseId: number): DocumentRow[] {
  return db
    .all<Omit<DocumentRow, 'hasOwnKey'> & { readonly hasOwnKey: 0 | 1 }>(
      `select id, name, size, sha256, retain_until as retainUntil, attached_at as attachedAt,
       erased_at as erasedAt, key_name is not null as hasOwnKey
     from removal_document where case_id = ? order by id`,
      caseId,
    )
    .map((row) => ({ ...row, hasOwnKey: row.hasOwnKey === 1 }));
}

/** Reads files that a person chose into the case, each encrypted under a key of its own in the vault. */
export async function attachDocuments(
  context: CoreContext,
  sources: Sources,
  what: { readonly id: number; readonly sourceId: string; readonly retainUntil: string | null },
): Promise<number[]> {
  getCase(context.ledger, what.id);
  if (context.ports.vault.strength === 'session') {
    throw new AppError('VAULT_UNAVAILABLE', { message: error.noLastingVault });
  }
  const files = await Promise.all(
    sources.get(what.sourceId).paths.map(async (path) => {
      const name = basename(path);
      if ((await stat(path)).size > mostBytes) {
        throw new AppError('VALIDATION', { message: error.tooLarge(name) });
      }
      return { name, bytes: await readFile(path) };
    }),
  );
  const keyed: ((typeof files)[number] & DocumentKey)[] = [];
  for (const file of files) keyed.push({ ...file, ...(await newKey(context)) });
  return context.ledger.transaction(() =>
    keyed.map(({ name, bytes, key, keyName }) => {
      const sha256 = sha256Hex(bytes);
      const { lastId } = context.ledger.db.run(
        `insert into removal_document (case_id, name, size, sha256, sealed, retain_until, attached_at, key_name)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        what.id,
        name.slice(0, 500),
        bytes.length,
        sha256,
        sealBytes(bytes, { key, nonce: context.ports.randomBytes(nonceBytes), bound: sha256 }),
        what.retainUntil,
        context.timestamp(),
        keyName,
      );
      addEntry(context, what.id, {
        kind: 'document',
        body: { text: entry.attached(name.slice(0, 300), sha256) },
      });
      return lastId;
    }),
  );
}

/** The document as it was attached; its hash is checked. */
export async function openDocument(
  context: CoreContext,
  documentId: number,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const row = documentOf(context.ledger, documentId);
  if (row.sealed === null) throw new AppError('NOT_FOUND', { message: error.documentGone });
  const key = await readKey(context, row.keyName);
  if (key === null) throw new AppError('VAULT_UNAVAILABLE', { message: error.keyGone });
  const bytes = unsealed(row.sealed, key, row.sha256);
  if (bytes === null || sha256Hex(bytes) !== row.sha256) {
    throw new AppError('LEDGER_CORRUPT', {
      message: `The document ${row.name} cannot be opened: its bytes are not those that were stored.`,
    });
  }
  return { name: row.name, bytes };
}

/**
 * Erases a document for good and leaves a receipt: what it was (by hash), when, and why. Its key goes first, and
 * with it what backups hold of the document; a crash after that leaves something that nobody can open.
 */
export async function eraseDocument(
  context: CoreContext,
  documentId: number,
  reason: string,
): Promise<string> {
  const row = documentOf(context.ledger, documentId);
  if (row.sealed === null) throw new AppError('NOT_FOUND', { message: error.documentGone });
  if (row.keyName !== null) await context.ports.vault.remove(row.keyName);
  return context.ledger.transaction(() => {
    const { sequence, hash } = historyHead(context.ledger);
    const receipt = canonicalJson({
      case: caseName(row.caseId),
      sha256: row.sha256,
      size: row.size,
      erasedAt: context.timestamp(),
      backups:
        row.keyName === null
          ? 'hold it until they expire'
          : 'cannot be opened: the key is destroyed',
      historyHead: { sequence, hash },
    });
    // Deleted pages of the file are overwritten with zeros, in this connection and for good.
    context.ledger.db.exec('pragma secure_delete = on');
    context.ledger.db.run(
      `update removal_document set sealed = null, name = '', erased_at = ?, receipt = ? where id = ?`,
      context.timestamp(),
      receipt,
      documentId,
    );
    addEntry(context, row.caseId, {
      kind: 'document',
      body: { text: entry.erased(row.sha256, reason) },
    });
    appendEvent(context, {
      kind: 'removal.document-erased',
      summary: `A document of case ${caseName(row.caseId)} was erased.`,
      detail: { documentSha256: row.sha256, receiptSha256: sha256Hex(receipt) },
    });
    return receipt;
  });
}

interface SealedRow {
  readonly caseId: number;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly sealed: Uint8Array | null;
  readonly keyName: string | null;
}

function documentOf({ db }: Ledger, id: number): SealedRow {
  const row = db.get<SealedRow>(
    `select case_id as caseId, name, size, sha256, sealed, key_name as keyName
     from removal_document where id = ?`,
    id,
  );
  if (row !== undefined) return row;
  throw new AppError('NOT_FOUND', { message: error.documentGone });
}

interface DocumentKey {
  readonly key: Uint8Array;
  readonly keyName: string;
}

async function newKey({ ports: { vault, randomBytes } }: CoreContext): Promise<DocumentKey> {
  const keyName = `removal.document.${Buffer.from(randomBytes(16)).toString('hex')}`;
  const key = randomBytes(keyBytes);
  await vault.put(keyName, new Secret(Buffer.from(key).toString('base64')));
  return { key, keyName };
}

async function readKey({ ports }: CoreContext, keyName: string | null): Promise<Uint8Array | null> {
  const secret = await ports.vault.get(keyName ?? sharedKeyName);
  return secret === null ? null : Buffer.from(reveal(secret), 'base64');
}

/** Null when the key is another one or a byte was changed. */
function unsealed(sealed: Uint8Array, key: Uint8Array, sha256: string): Uint8Array | null {
  try {
    return unsealBytes(sealed, { key, bound: sha256 });
  } catch {
    return null;
  }
}
