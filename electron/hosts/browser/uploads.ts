import type { IncomingMessage, ServerResponse } from 'node:http';

import type { WireError } from '#shared/support/app-error.ts';
import { AppError } from '#shared/support/app-error.ts';
import { toWire } from '#core/router.ts';
import type { HostedCore } from '../hosted-core.ts';
import type { Staging } from './staging.ts';

/**
 * `POST /sources` opens an upload, `PUT /sources/ID/N?path=...` brings each file, and
 * `POST /sources/ID/done` gives the whole to the core and answers its source id. The header
 * `X-Steward` cannot be set by a form of another site; the gate has checked the rest.
 */
export function createUploads(core: HostedCore, staging: Staging) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    try {
      if (request.headers['x-steward'] !== '1') {
        throw new AppError('FORBIDDEN', { message: 'This call needs the header X-Steward.' });
      }
      const value = await answer(request, url, core, staging);
      if (value === null) throw new AppError('NOT_FOUND', { message: 'There is nothing here.' });
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(value));
    } catch (cause) {
      const error = toWire(
        cause,
        () => undefined,
        () => 'upload',
      );
      // The rest of a refused file is not read: the connection ends with the answer.
      if (!request.complete) response.setHeader('Connection', 'close');
      response.writeHead(statusOf(error), { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(error.nextStep === null ? error.message : `${error.message} ${error.nextStep}`);
    }
  };
}

async function answer(
  request: IncomingMessage,
  url: URL,
  core: HostedCore,
  staging: Staging,
): Promise<object | null> {
  const [, , id, last] = url.pathname.split('/');
  if (request.method === 'POST' && id === undefined) return { sourceId: await staging.open() };
  if (id === undefined || last === undefined) return null;
  if (request.method === 'PUT' && /^\d{1,6}$/.test(last)) {
    await staging.receive(id, url.searchParams.get('path') ?? `file-${last}`, request);
    return {};
  }
  if (request.method === 'POST' && last === 'done') {
    const { paths, name } = staging.finish(id);
    return { sourceId: await core.admitSource(paths, name) };
  }
  return null;
}

function statusOf(error: WireError): number {
  if (error.code === 'FORBIDDEN') return 403;
  if (error.code === 'NOT_FOUND') return 404;
  return error.code === 'INTERNAL' ? 500 : 400;
}
