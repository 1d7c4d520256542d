import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web space of the plainest kind: PUT, DELETE and MKCOL with a password, GET for everybody (RFC 4918). */
export interface WebdavServer {
  readonly url: string;
  /** Bodies by path. */
  readonly files: Map<string, string>;
  /** `METHOD path`, in order. */
  readonly requests: string[];
  /** What the space says to every write instead of doing it; null: it does it. */
  refuseWith: number | null;
  /** What readers get instead of the files; null: the files. */
  wall: { readonly status: number; readonly body: string } | null;
  close(): Promise<void>;
}

export async function startWebdavServer(login: {
  readonly username: string;
  readonly password: string;
}): Promise<WebdavServer> {
  const expected = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  const folders = new Set(['/', '/dav/']);
  const files = new Map<string, string>();
  const read = (path: string): readonly [number, string] => {
    if (space.wall !== null) return [space.wall.status, space.wall.body];
    const body = files.get(path.replace(/^\/public\//, '/dav/'));
    return body === undefined ? [404, ''] : [200, body];
  };
  const write = (request: IncomingMessage, path: string, body: string): number => {
    if (request.headers.authorization !== expected) return 401;
    if (space.refuseWith !== null) return space.refuseWith;
    if (request.method === 'MKCOL') {
      const isThere = folders.has(path);
      folders.add(path);
      return isThere ? 405 : 201;
    }
    // RFC 4918, 9.7.1: no PUT into a folder that is not there.
    if (!folders.has(path.slice(0, path.lastIndexOf('/') + 1))) return 409;
    if (request.method === 'DELETE') return files.delete(path) ? 204 : 404;
    files.set(path, body);
    return 201;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    space.requests.push(`${method} ${path}`);
    const [status, body] = method === 'GET' ? read(path) : [write(request, path, text), ''];
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(body);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const space: WebdavServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    files,
    requests: [],
    refuseWith: null,
    wall: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return space;
}
