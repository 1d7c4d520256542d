import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Core } from '#core/compose.ts';
import { compose } from '#core/compose.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { startPractice } from '#core/practice/index.ts';
import type { Keychain } from '#core/vault/keeper.ts';
import { openKeeper } from '#core/vault/keeper.ts';
import { openKeychain } from '#hosts/desktop/vault.ts';
import type { Client } from '#shared/contract/client.ts';
import { createClient } from '#shared/contract/client.ts';
import { Secret } from '#shared/support/secret.ts';
import { vaultText } from '#shared/text/vault.en.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';

type Service = Awaited<ReturnType<typeof startPractice>>;
let folder: string;
let service: Service;
let core: Core;
let client: Client;
let keychain: Keychain | null = null;

async function begin(): Promise<void> {
  const vault = await openKeeper({
    dataFolder: folder,
    randomBytes: nodeRandomBytes,
    keychain,
  });
  const network = createNetwork({ userAgent: 'test', allowInsecureLoopback: true });
  const ports = testPorts({ network, clock: nodeClock, vault, keeper: vault });
  core = await compose(ports, testConfig(folder));
  await core.start();
  client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: (listener) => core.subscribe(listener),
  });
}
const account = async (id = 'practice.steward-custom') => {
  const { repositories } = await client.call('repositories.list', {});
  return repositories.find((known) => known.id === id);
};
/** The other service, as an institution's own: an account with name and password over http on loopback. */
const add = (more: object = {}) =>
  client.call('repositories.add', {
    ...{ name: 'Ours', environment: 'custom', endpoint: service.url, clientId: service.username },
    ...{ password: service.password, ...more },
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-accounts-'));
  service = await startPractice({
    file: join(folder, 'other.sqlite'),
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
  });
  await begin();
});
afterEach(async () => {
  await core.stop();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('accounts', () => {
  it('tells member and prefixes after a check, and takes another name and colour', async () => {
    const { id } = await add();
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    const renamed = await client.call('repositories.rename', {
      id,
      name: ' Lakes ',
      colour: 'teal',
    });
    expect(renamed).toMatchObject({
      name: 'Lakes',
      colour: 'teal',
      prefixes: [service.prefix],
      member: { id: 'practice' },
    });
  });

  it('says that a password is wrong, and takes the right one afterwards', async () => {
    const { id } = await add({ password: 'not it' });
    expect(await client.call('repositories.check', { id })).toMatchObject({
      outcome: 'bad-credentials',
    });
    const secret = { id, secret: service.password, credential: 'password' as const };
    await client.call('repositories.setCredential', secret);
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    await client.call('repositories.forgetCredential', { id });
    expect(await account(id)).toMatchObject({ hasCredential: false });
  });

  it('works with an API key, and names one that is not known', async () => {
    const created = await fetch(`${service.url}/credentials/api-keys`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Basic ${Buffer.from(`${service.username}:${service.password}`).toString('base64')}`,
      },
      body: JSON.stringify({ data: { type: 'api-keys', attributes: { name: 'steward' } } }),
    });
    const key = /DC\.[A-Za-z0-9]{32}/.exec(await created.text())?.[0] ?? '';
    const { id } = await add({ password: key, credential: 'api-key' });
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    const secret = `DC.${'x'.repeat(32)}`;
    await client.call('repositories.setCredential', { id, secret, credential: 'api-key' });
    expect(await client.call('repositories.check', { id })).toMatchObject({
      outcome: 'bad-credentials',
      message: expect.stringContaining('API key') as string,
    });
  });

  it('observes without a password, and takes none', async () => {
    const { id } = await add({ access: 'observe' });
    expect(await account(id)).toMatchObject({ access: 'observe', hasCredential: false });
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    await expect(
      client.call('repositories.setCredential', { id, secret: 'x', credential: 'password' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('removes with its id typed, and brings an account back as it was', async () => {
    const { id } = await add();
    await expect(
      client.call('repositories.remove', { id, confirm: 'something' }),
    ).rejects.toMatchObject({ code: 'CONFIRMATION_NEEDED' });
    expect(await client.call('repositories.remove', { id, confirm: service.username })).toEqual({
      recordCount: 0,
    });
    expect(await account(id)).toBeUndefined();
    await expect(client.call('repositories.check', { id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await add({ name: 'Again' })).toMatchObject({ id, name: 'Again', removedAt: null });
  });

  it('keeps the practice repository whatever is asked', async () => {
    for (const call of [
      client.call('repositories.remove', { id: 'practice', confirm: 'practice.steward' }),
      client.call('repositories.forgetCredential', { id: 'practice' }),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('opens production for one session, and shuts it at a lock and at the next start', async () => {
    const production = { name: 'P', environment: 'production' as const, clientId: 'INST.REPO' };
    const { id } = await client.call('repositories.add', { ...production, password: 'secret' });
    const open = { id, confirm: 'inst.repo' };
    expect(await account(id)).toMatchObject({ isWritingOpen: false });
    await expect(
      client.call('repositories.openWriting', { id, confirm: 'yes' }),
    ).rejects.toMatchObject({ code: 'CONFIRMATION_NEEDED' });
    expect(await client.call('repositories.openWriting', open)).toMatchObject({
      isWritingOpen: true,
    });
    await client.call('vault.lock', {});
    expect(await account(id)).toMatchObject({ isWritingOpen: false, hasCredential: false });
    await client.call('vault.unlock', { passphrase: null });
    expect(await account(id)).toMatchObject({ isWritingOpen: false, hasCredential: true });
    await client.call('repositories.openWriting', open);
    await core.stop();
    await begin();
    expect(await account(id)).toMatchObject({ isWritingOpen: false });
  });

  it('names what answers in the service’s place, and a clock that is a day off', async () => {
    const { id } = await add();
    await core.stop();
    const answers: [object, RegExp][] = [
      [{ status: 302, headers: { location: 'https://login.example' }, body: '' }, /sign-in page/],
      [{ status: 200, headers: {}, body: '<html>Welcome to the hotel</html>' }, /sign-in page/],
      [{ status: 407, headers: {}, body: '' }, /proxy/],
      [
        { status: 200, headers: { date: 'Sat, 01 Jan 2000 00:00:00 GMT' }, body: '{}' },
        /clock of this computer is wrong/,
      ],
    ];
    for (const [answer, sentence] of answers) {
      const vault = testPorts().vault;
      const ports = testPorts({
        vault,
        network: { send: () => Promise.resolve(answer as never) },
        clock: { ...nodeClock },
      });
      await vault.put(`repository:${id}`, new Secret('x'));
      const other = await compose(ports, testConfig(folder));
      const found = await other.dispatch('repositories.check', { id });
      await other.stop();
      expect(found).toMatchObject({ ok: true, value: { outcome: 'unreachable' } });
      const { message } = (found as { value: { message: string } }).value;
      expect(message).toMatch(sentence);
      expect(message).toMatch(/nothing is lost/i);
    }
    await begin();
  });

  it('tells an account that DataCite switched off from a wrong password, and keeps what is here', async () => {
    const off = await startPractice({
      ...{ file: join(folder, 'off.sqlite'), clock: nodeClock, randomBytes: nodeRandomBytes },
      accounts: {
        lakes: {
          ...{ username: 'LAKES.LEVELS', password: 'right', role: 'client_admin' },
          ...{ client_id: 'lakes.levels', provider_id: 'lakes', active: false },
          prefixes: ['10.5072'],
        },
      },
    });
    const given = { endpoint: off.url, clientId: 'LAKES.LEVELS', password: 'right' };
    const { id } = await add(given);
    expect(await client.call('repositories.check', { id })).toMatchObject({
      outcome: 'inactive',
      message: expect.stringContaining('switched this repository off') as string,
    });
    // A door that is shut after too many tries answers as a wrong password does: that is said, not guessed.
    const secret = { id, secret: 'wrong', credential: 'password' as const };
    await client.call('repositories.setCredential', secret);
    expect(await client.call('repositories.check', { id })).toMatchObject({
      outcome: 'bad-credentials',
      message: expect.stringContaining('may lock the account for a while') as string,
    });
    expect(await account(id)).toMatchObject({ hasCredential: true });
    await off.close();
  });

  it('names an API key that was taken back, and goes on with the next', async () => {
    const ask = (path: string, method: string, body?: object) =>
      fetch(`${service.url}/credentials/api-keys${path}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Basic ${btoa(`${service.username}:${service.password}`)}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const make = async (name: string) => {
      const answer = await ask('', 'POST', { data: { type: 'api-keys', attributes: { name } } });
      const text = await answer.text();
      const { data } = JSON.parse(text) as { data: { id: string } };
      return { keyId: data.id, secret: /DC\.[A-Za-z0-9]{32}/.exec(text)?.[0] ?? '' };
    };
    const { keyId, secret } = await make('steward');
    const { id } = await add({ password: secret, credential: 'api-key' });
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    expect((await ask(`/${keyId}`, 'DELETE')).ok).toBe(true);
    expect(await client.call('repositories.check', { id })).toMatchObject({
      outcome: 'bad-credentials',
      message: expect.stringContaining('It may have been revoked') as string,
    });
    const next = { id, secret: (await make('next')).secret, credential: 'api-key' as const };
    await client.call('repositories.setCredential', next);
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
  });

  it('says of a vault from another machine what it is and what to do, and touches nothing in it', async () => {
    // The data folder was copied: the keychain here has another key than the one that sealed the entries.
    const sealing = (key: number): Parameters<typeof openKeychain>[0] => ({
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptStringAsync: (text) => Promise.resolve(Buffer.from([key, ...Buffer.from(text)])),
      decryptStringAsync: (sealed) =>
        sealed[0] === key
          ? Promise.resolve({ result: sealed.subarray(1).toString(), shouldReEncrypt: false })
          : Promise.reject(new Error('another key')),
    });
    const beginOn = async (machine: number): Promise<void> => {
      await core.stop();
      keychain = await openKeychain(sealing(machine), folder, 'linux');
      await begin();
    };
    await beginOn(1);
    const { id } = await add();
    const file = join(folder, 'vault.json');
    const sealed = readFileSync(file, 'utf8');
    await beginOn(2);
    await expect(client.call('repositories.check', { id })).rejects.toMatchObject({
      code: 'VAULT_UNAVAILABLE',
      message: vaultText.keychainRefused,
      nextStep: vaultText.allowOrEnter,
    });
    expect(readFileSync(file, 'utf8')).toBe(sealed);
    // Back on the machine that sealed it everything is as it was; here the password is entered once.
    await beginOn(1);
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    await beginOn(2);
    const secret = { id, secret: service.password, credential: 'password' as const };
    await client.call('repositories.setCredential', secret);
    expect(await client.call('repositories.check', { id })).toMatchObject({ outcome: 'works' });
    keychain = null;
  });
});
