import type { Client } from '#shared/contract/client.ts';
import type { ExportRun } from '#shared/contract/exports.ts';

import { saveBlob } from '../components/save-text.ts';

const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
  xml: 'application/xml',
} as const;

/** Takes a finished export piece by piece and offers it as a file. */
export async function saveExport(client: Client, run: ExportRun): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const piece: { base64: string; nextOffset: number | null } = await client.call(
      'exports.piece',
      { exportId: run.id, offset },
    );
    pieces.push(bytesOf(piece.base64));
    offset = piece.nextOffset;
  }
  saveBlob(new Blob(pieces, { type: types[run.format] }), run.fileName);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
