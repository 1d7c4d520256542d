import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { Refusal, errorAnswer, gatewayAnswer, type Answer } from './answer.ts';
import type { FaultResponse } from './fault.ts';

/** What the service's front server takes in one request (nginx `client_max_body_size 10M`). */
const maxBodyBytes = 10 * 1024 * 1024;
/** A packed body may not swell beyond this. */
const maxUnpackedBytes = 64 * 1024 * 1024;
/** Shorter answers are not worth packing. */
const minPackedBytes = 1024;

/** Reads and unpacks a body. Refuses what is too large before it is read to its end. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > maxBodyBytes) throw new Refusal(gatewayAnswer(413));
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early, the message must stay alive: there is an answer to give.
  const parts = message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of parts) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Refusal(gatewayAnswer(413));
    chunks.push(chunk);
  }
  return unpack(Buffer.concat(chunks), message.headers['content-encoding']);
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  const limit = { maxOutputLength: maxUnpackedBytes };
  try {
    if (encoding === 'gzip') return gunzipSync(body, limit);
    if (encoding === 'deflate') return inflateSync(body, limit);
    return body;
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    throw new Refusal(
      isTooLarge ? gatewayAnswer(413) : errorAnswer(400, 'Malformed compressed body'),
    );
  }
}

interface Prepared {
  readonly status: number;
  readonly headers: Record<string, string | number>;
  readonly bytes: Buffer;
}

function prepare(message: IncomingMessage, answer: Answer): Prepared {
  const headers: Record<string, string | number> = { ...answer.headers };
  let bytes = Buffer.from(answer.body ?? '');
  let { status } = answer;
  if (message.method === 'GET' && status === 200) {
    const tag = `W/"${createHash('md5').update(bytes).digest('hex')}"`;
    headers['etag'] = tag;
    if (message.headers['if-none-match'] === tag) {
      status = 304;
      bytes = Buffer.alloc(0);
    }
  }
  const accepted = message.headers['accept-encoding'];
  const accepts = typeof accepted === 'string' ? accepted : '';
  if (bytes.length >= minPackedBytes && /\b(gzip|deflate)\b/.test(accepts)) {
    const isGzip = /\bgzip\b/.test(accepts);
    bytes = isGzip ? gzipSync(bytes, { level: 1 }) : deflateSync(bytes, { level: 1 });
    headers['content-encoding'] = isGzip ? 'gzip' : 'deflate';
    headers['vary'] = 'Accept-Encoding';
  }
  if (status !== 204 && status !== 304) headers['content-length'] = bytes.length;
  return { status, headers, bytes };
}

/** Writes an answer, or what a fault makes of it. */
export async function sendAnswer(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: FaultResponse | null,
): Promise<void> {
  const socket = message.socket;
  if (fault?.kind === 'reset') return void socket.resetAndDestroy();
  if (fault?.kind === 'time-out') return;
  if (fault?.kind === 'lost-response') return void socket.destroy();
  const { status, headers, bytes } = prepare(message, answer);
  response.writeHead(status, headers);
  if (message.method === 'HEAD') return void response.end();
  if (fault?.kind === 'truncated') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.destroy());
    return;
  }
  if (fault?.kind === 'slow-drip') return drip(response, bytes, fault.milliseconds);
  response.end(bytes);
}

async function drip(response: ServerResponse, bytes: Buffer, milliseconds: number): Promise<void> {
  const steps = Math.max(1, Math.min(bytes.length, Math.ceil(milliseconds / 20)));
  const size = Math.ceil(bytes.length / steps);
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await pause(milliseconds / steps);
  }
  response.end();
}

/** Real time: what is practised here is waiting. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
