import { z } from 'zod';

import { bareConfig } from '#shared/hub/clone-address.ts';
import { AppError } from '#shared/support/app-error.ts';

import type { OfferedFile } from './host-link.ts';

/** Requests at a time: enough to hide the round trip, few enough not to starve the core's disk. */
const parallelUploads = 4;

/** A folder of more files than this is not a collection that someone meant to drop. */
const fileLimit = 20_000;

const answer = z.object({ sourceId: z.string().min(1).max(200) });

/**
 * Copies files to the browser host, which keeps them in a staging folder: one PUT a file, named by
 * its place, its path only a parameter; the core names the source once it has admitted it. Throws `SOURCE_UNREADABLE` or `OFFLINE`; a source that is not
 * closed with `done` is never read.
 */
export async function uploadFiles(
  files: readonly OfferedFile[],
  onProgress: (done: number, total: number) => void,
): Promise<string> {
  if (files.length === 0 || files.length > fileLimit) {
    throw new AppError('SOURCE_UNREADABLE', {
      message:
        files.length === 0
          ? 'There is no file in what was chosen.'
          : `The folder has ${files.length} files; at most ${fileLimit} can be brought in at once.`,
    });
  }
  const opened = await send('/sources', { method: 'POST' });
  const { sourceId } = answer.parse(await opened.json());
  const base = `/sources/${encodeURIComponent(sourceId)}`;

  let next = 0;
  let done = 0;
  const uploadSome = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const offered = files[index];
      if (offered === undefined) return;
      const query = new URLSearchParams({ path: offered.path });
      await send(`${base}/${index}?${query}`, { method: 'PUT', body: await bodyOf(offered) });
      done += 1;
      onProgress(done, files.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelUploads, files.length) }, uploadSome));
  const closed = await send(`${base}/done`, { method: 'POST' });
  return answer.parse(await closed.json()).sourceId;
}

/** A clone's configuration may hold a token: only the bare address in it leaves the page. */
async function bodyOf({ file, path }: OfferedFile): Promise<Blob> {
  if (!/(?:^|\/)\.git\/config$/.test(path)) return file;
  return new Blob([bareConfig(await file.text())]);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    // The header makes a cross-site form or image unable to send this request (no CORS, no preflight).
    response = await fetch(path, { ...init, headers: { 'X-Steward': '1' } });
  } catch (cause) {
    throw new AppError('OFFLINE', {
      message: 'The file could not be handed over, or it cannot be read any more.',
      nextStep: 'Check that the file is still there and that the app is running, then try again.',
      retryable: true,
      cause,
    });
  }
  if (response.ok) return response;
  const text = (await response.text()).slice(0, 300);
  throw new AppError('SOURCE_UNREADABLE', {
    message: text === '' ? `The file was refused (${response.status}).` : text,
  });
}
