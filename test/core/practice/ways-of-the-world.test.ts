/* eslint-disable @typescript-eslint/no-unsafe-member-access --
   answers are JSON of any shape; what is read of them is asserted */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault, FaultResponse } from '#core/practice/index.ts';
import { doiBody, minimal, startFixture, type Fixture } from './practice-fixture.ts';

describe('the ways of the world', () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await startFixture();
  });
  afterEach(async () => {
    const defects = fixture.practice.effects().filter(({ defect }) => defect !== null);
    await fixture.stop();
    expect(defects).toEqual([]);
  });

  const doi = '10.5072/fault';
  const fault = (respond: FaultResponse, more: Partial<Fault> = {}): void =>
    fixture.practice.setFaults([
      { match: { method: 'PUT', path: `/dois/${doi}` }, respond, ...more },
    ]);
  const put = (attributes: object = minimal) =>
    fixture.send({ method: 'PUT', path: `/dois/${doi}`, body: doiBody(attributes) });
  const exists = (): boolean => fixture.practice.holdings().some((holding) => holding.doi === doi);

  describe('faults', () => {
    it('answers 429 with and without Retry-After, and commits nothing', async () => {
      fixture.practice.setFaults([
        { match: { method: 'PUT' }, respond: { kind: 'status', status: 429, retryAfter: 7 } },
        { match: { method: 'PUT' }, respond: { kind: 'status', status: 429 } },
      ]);
      const first = await put();
      expect({ status: first.status, retryAfter: first.headers.get('retry-after') }).toEqual({
        status: 429,
        retryAfter: '7',
      });
      const second = await put();
      expect({ status: second.status, retryAfter: second.headers.get('retry-after') }).toEqual({
        status: 429,
        retryAfter: null,
      });
      expect(second.json.errors[0].title).toBe(
        'Your request has been rate limited. See https://support.datacite.org/docs/rate-limit.',
      );
      expect(exists()).toBe(false);
      expect((await put()).status).toBe(201);
    });

    for (const status of [500, 502, 503, 504]) {
      it(`answers ${status} in HTML as a load balancer does, and commits nothing`, async () => {
        fault({ kind: 'status', status });
        const answer = await put();
        expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
          status,
          type: 'text/html',
        });
        expect(answer.text).toContain(`<title>${status} `);
        expect(exists()).toBe(false);
      });
    }

    it.each<[string, FaultResponse, boolean]>([
      ['a reset before the commit', { kind: 'reset' }, false],
      ['a reset after the commit', { kind: 'reset', commits: true }, true],
      ['a lost response', { kind: 'lost-response' }, true],
      ['a truncated body', { kind: 'truncated' }, true],
    ])('breaks the connection: %s', async (_, respond, isCommitted) => {
      fault(respond);
      await expect(put()).rejects.toThrow();
      expect(exists()).toBe(isCommitted);
      expect((await put()).status).toBe(isCommitted ? 200 : 201);
    });

    it.each([[false], [true]])('never answers (commits: %s)', async (commits) => {
      fault({ kind: 'time-out', commits });
      const url = `${fixture.practice.url}/dois/${doi}`;
      const credentials = Buffer.from(`${fixture.practice.username}:${fixture.practice.password}`);
      const request = fetch(url, {
        method: 'PUT',
        headers: {
          authorization: `Basic ${credentials.toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(doiBody(minimal)),
        signal: AbortSignal.timeout(300),
      });
      await expect(request).rejects.toThrow();
      expect(exists()).toBe(commits);
    });

    it('answers in a wrong shape although all was well', async () => {
      fault({ kind: 'wrong-shape' });
      const answer = await put();
      expect(answer.status).toBe(201);
      expect(answer.json).toEqual({ message: 'ok', items: [] });
      expect(exists()).toBe(true);
    });

    it('drips an answer slowly, and it is whole', async () => {
      fault({ kind: 'slow-drip', milliseconds: 120 });
      expect((await put()).json.data.id).toBe(doi);
    });

    it('lets somebody else edit between two requests', async () => {
      await put();
      fixture.practice.setFaults([
        {
          match: { method: 'GET', path: `/dois/${doi}` },
          respond: { kind: 'third-party-edit', attributes: { version: 'theirs' } },
        },
      ]);
      const read = await fixture.send({ path: `/dois/${doi}` });
      expect(read.json.data.attributes.version).toBeNull();
      expect((await fixture.send({ path: `/dois/${doi}` })).json.data.attributes.version).toBe(
        'theirs',
      );
    });

    it('lets somebody else edit before a request is carried out', async () => {
      await put();
      fixture.practice.setFaults([
        {
          match: { method: 'PUT' },
          respond: { kind: 'third-party-edit', when: 'before', attributes: { language: 'de' } },
        },
      ]);
      const answer = await put({ version: 'ours' });
      expect(answer.json.data.attributes).toMatchObject({ language: 'de', version: 'ours' });
    });

    it('delivers twice when a proxy repeats', async () => {
      fixture.practice.setFaults([
        { match: { method: 'POST' }, respond: { kind: 'duplicate-delivery' } },
      ]);
      const answer = await fixture.send({ method: 'POST', path: '/dois', body: doiBody({ doi }) });
      expect(answer.json.errors[0].title).toBe('This DOI has already been taken');
    });

    it('takes a fault from the n-th match on, as often as it says', async () => {
      fault(
        { kind: 'status', status: 503 },
        { match: { method: 'PUT', path: '/dois/*', nth: 2 }, times: 2 },
      );
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) statuses.push((await put()).status);
      expect(statuses).toEqual([201, 503, 503, 200, 200]);
    });

    it('takes a fault for ever when it says so', async () => {
      fault({ kind: 'status', status: 503 }, { times: null });
      for (let attempt = 0; attempt < 4; attempt += 1) expect((await put()).status).toBe(503);
      fixture.practice.setFaults([]);
      expect((await put()).status).toBe(201);
    });
  });

  describe('rate', () => {
    it('refuses one too many in a window that slides', async () => {
      fixture.practice.adjust({ rate: { requests: 3, seconds: 60 } });
      const ask = async (): Promise<number> => (await fixture.send({ path: '/heartbeat' })).status;
      expect([await ask(), await ask()]).toEqual([200, 200]);
      fixture.clock.advance(30_000);
      expect([await ask(), await ask()]).toEqual([200, 429]);
      fixture.clock.advance(30_001);
      // Two are old enough; the third, and the one that was refused, still count.
      expect([await ask(), await ask()]).toEqual([200, 429]);
      fixture.practice.adjust({ rate: null });
      expect(await ask()).toBe(200);
    });
  });

  describe('the effect log', () => {
    it('tells each request, what was committed and which fault was taken', async () => {
      await put();
      fault({ kind: 'lost-response' });
      await expect(put({ version: '2' })).rejects.toThrow();
      await fixture.send({ path: `/dois/${doi}`, as: null });
      const told = fixture.practice
        .effects()
        .map(({ method, status, action, doi: of, fault: taken, username }) => ({
          method,
          status,
          action,
          of,
          taken,
          username,
        }));
      const username = 'PRACTICE.STEWARD';
      expect(told).toEqual([
        { method: 'PUT', status: 201, action: 'create', of: doi, taken: null, username },
        { method: 'PUT', status: 200, action: 'update', of: doi, taken: 'lost-response', username },
        { method: 'GET', status: 404, action: null, of: null, taken: null, username: null },
      ]);
    });
  });

  describe('the store', () => {
    it('keeps records, password and settings over a restart', async () => {
      await put({ ...minimal, event: 'publish' });
      const { username, password, prefix } = fixture.practice;
      const held = fixture.practice.holdings();
      await fixture.practice.close();
      const again = await startFixture({ file: fixture.file });
      expect(again.practice).toMatchObject({ username, password, prefix });
      expect(again.practice.holdings()).toEqual(held);
      expect((await again.send({ path: `/dois?ids=${doi}` })).json.data).toHaveLength(1);
      await again.stop();
      fixture = await startFixture();
    });

    it('gives two stores two passwords, 24 characters long', async () => {
      const { randomBytes } = await import('node:crypto');
      const one = await startFixture({ randomBytes });
      const other = await startFixture({ randomBytes });
      expect(one.practice.password).toHaveLength(24);
      expect(one.practice.password).not.toBe(other.practice.password);
      await one.stop();
      await other.stop();
    });

    it('is emptied by a reset, and goes on working', async () => {
      await put();
      fixture.practice.reset();
      expect(fixture.practice.holdings()).toEqual([]);
      expect(fixture.practice.effects()).toEqual([]);
      expect((await fixture.send({ path: '/dois' })).json.meta.total).toBe(0);
      expect((await put()).status).toBe(201);
    });

    it('ends in the middle of a request without a defect', async () => {
      const other = await startFixture({ latencyMs: 50 });
      const waiting = other.send({ path: '/dois/10.5072/x', method: 'PUT', body: doiBody({}) });
      waiting.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await other.stop();
      await expect(waiting).rejects.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 60));
    });

    it('says plainly when a port is taken', async () => {
      const port = Number(new URL(fixture.practice.url).port);
      await expect(startFixture({ port })).rejects.toThrow(
        `Port ${port} is used by another program.`,
      );
    });

    it('runs two at a time without knowing of each other', async () => {
      const other = await startFixture();
      await put();
      expect(other.practice.holdings()).toEqual([]);
      await other.stop();
    });
  });
});
