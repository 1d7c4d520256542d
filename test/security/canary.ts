import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compose } from '#core/compose.ts';
import { createFileLog } from '#core/log/file-log.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startPractice } from '#core/practice/index.ts';
import { openKeeper } from '#core/vault/keeper.ts';

import type { Proof } from './suite.ts';

const canary = 'CANARY-Pa55w0rd-4e7a';
const passphrase = 'CANARY-passphrase-6b2f';

/** The secret as it could be written: plain, in Base64 alone and as Basic, in UTF-16, percent-encoded. */
function disguises(username: string): readonly Buffer[] {
  return [canary, passphrase].flatMap((secret) => [
    Buffer.from(secret, 'utf8'),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(Buffer.from(secret).toString('base64').slice(0, -4)),
    Buffer.from(Buffer.from(`${username}:${secret}`).toString('base64').slice(0, -4)),
    Buffer.from(encodeURIComponent(secret)),
  ]);
}

function eachFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/**
 * S5: a password on its whole way through the program, failures included, and then looked for in everything
 * that was written, answered, logged or shown in the list of processes.
 */
export async function proveCanary(): Promise<Proof> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-canary-'));
  const data = join(folder, 'data');
  const told: string[] = [];
  const service = await startPractice({
    file: join(folder, 'service', '..', 'service.sqlite'),
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
  });
  const network = createNetwork({ userAgent: 'security', allowInsecureLoopback: true });
  const vault = await openKeeper({
    dataFolder: data,
    randomBytes: nodeRandomBytes,
    keychain: null,
  });
  const core = await compose(
    {
      clock: nodeClock,
      randomBytes: nodeRandomBytes,
      vault,
      keeper: vault,
      network,
      log: createFileLog(join(data, 'logs'), nodeClock),
      crashPoint: () => undefined,
    },
    {
      dataFolder: data,
      host: 'test',
      version: '0',
      practice: { kind: 'embedded' },
      contactEmail: null,
    },
  );
  await core.start();
  const call = async (channel: string, input: object): Promise<void> => {
    told.push(JSON.stringify(await core.dispatch(channel, input)));
  };
  const { username } = service;
  const account = { name: 'Canary', environment: 'custom', clientId: username };
  const id = `${username.toLowerCase()}-custom`;
  await call('repositories.add', { ...account, endpoint: service.url, password: canary });
  await call('repositories.check', { id }); // refused: it is not the right one
  await call('sync.start', { repositoryId: id });
  await call('vault.change', { to: 'passphrase', passphrase });
  await call('vault.lock', {});
  await call('repositories.check', { id });
  await call('vault.unlock', { passphrase: canary });
  await call('vault.unlock', { passphrase });
  const secret = { secret: canary, credential: 'api-key' };
  await call('repositories.setCredential', { id, ...secret });
  await call('repositories.check', { id });
  await call('repositories.setCredential', { id, ...secret, more: canary }); // malformed, with it
  await service.close();
  await call('repositories.check', { id }); // nobody answers
  await call('app.state', {});
  await call('repositories.list', {});
  await call('backups.create', {});
  await call('history.export', { after: 0 });
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      told.push(readFileSync(`/proc/${name}/cmdline`, 'utf8'));
    } catch {
      // it ended meanwhile
    }
  }
  const look = (): string[] => hitsIn(data, told, disguises(username));
  const hits = look();
  const tried = eachFile(data).length + told.length;
  // The twin: somebody writes it into a file and an answer.
  writeFileSync(join(data, 'logs', 'careless.log'), `password ${canary}`);
  told.push(`{"password":"${canary}"}`);
  const sabotaged = look().length - hits.length;
  await core.stop();
  network.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    id: 'S5',
    what: 'files, answers and process lines that hold the password',
    tried,
    through: hits.length,
    sabotaged,
    example: hits[0] ?? null,
  };
}

function hitsIn(folder: string, told: readonly string[], secrets: readonly Buffer[]): string[] {
  const texts = told.map((text, index) => [`answer ${String(index)}`, Buffer.from(text)] as const);
  const files = eachFile(folder).map((path) => [path, readFileSync(path)] as const);
  return [...texts, ...files]
    .filter(([, content]) => secrets.some((secret) => content.includes(secret)))
    .map(([name]) => name);
}
