import { hash } from 'node:crypto';
import { access, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { copyName } from '#shared/preservation/copy-name.ts';

/** A record as DataCite was last seen to hold it. */
export interface HeldRecord {
  readonly doi: string;
  /** Canonical JSON. */
  readonly remote: string;
  readonly remote_state: RemoteState;
}

interface CopyMark {
  readonly name: string;
  /** Of the JSON file, which holds everything that the XML is made of. */
  readonly sha256: string;
}

interface Copy extends CopyMark {
  readonly json: string;
  readonly xml: string;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** JSON as `data` of the REST API and DataCite XML, both readable by the import; the same bytes every time. */
export function copyOf({ doi, remote, remote_state: state }: HeldRecord): Copy {
  const attributes = JSON.parse(remote) as Attributes;
  const data = { id: doi, type: 'dois', attributes: { ...attributes, doi, state } };
  const json = `${JSON.stringify({ data }, null, 2)}\n`;
  const xml = writeDataciteXml(attributes, doi, { lossless: true });
  return { name: copyName(doi, sha256), sha256: sha256(json), json, xml };
}

/** Writes both files, each whole or not at all; nothing where `known` says that they stand already. */
export async function writeCopy(
  folder: string,
  copy: Copy,
  known: CopyMark | null,
): Promise<boolean> {
  const base = join(folder, copy.name);
  const isKnown = known?.name === copy.name && known.sha256 === copy.sha256;
  if (isKnown && (await exists(`${base}.json`)) && (await exists(`${base}.xml`))) return false;
  await writeWhole(`${base}.xml`, copy.xml);
  await writeWhole(`${base}.json`, copy.json);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A reader, and a crash, find the old file or the new one. What a crash leaves is overwritten next time. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
