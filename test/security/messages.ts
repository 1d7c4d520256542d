import { createDispatch } from '#core/router.ts';
import type { Handlers } from '#core/router.ts';
import { serveCalls } from '#hosts/desktop/rpc.ts';
import type { Desktop, DesktopWindow } from '#hosts/desktop/electron.ts';
import { contract } from '#shared/contract/contract.ts';

import type { Extent, Proof } from './suite.ts';
import { seeded } from './suite.ts';

const channels = Object.keys(contract);

/** Handlers that only count that they were reached. */
function countingHandlers(reached: (channel: string) => void): Handlers {
  const entries = channels.map((channel) => [
    channel,
    () => {
      reached(channel);
      return {};
    },
  ]);
  return Object.fromEntries(entries) as Handlers;
}

const hugeText = 'x'.repeat(100_000);
const oddValues: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => Number.NaN,
  () => 10n,
  () => '',
  () => '\ud800',
  () => hugeText,
  () => [],
  () => [[[[[[]]]]]],
  () => new Map([['id', 1]]),
  () => new Date(0),
  () => () => 1,
  () => Symbol('id'),
  () => cyclic(),
  () => JSON.parse('{"__proto__":{"id":1}}') as unknown,
  () => Object.create({ id: 'practice' }) as unknown,
  () => ({ constructor: { prototype: { id: 1 } } }),
  () => ({ toString: () => 'x', valueOf: () => 1 }),
  () => deep(2000),
];
const oddChannels = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  'app.state ',
  'APP.STATE',
  'app',
];

function cyclic(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

/** S3: messages of another shape. A member that nobody knows makes each of them malformed for sure. */
export async function proveMessages({ isLong, seed }: Extent): Promise<Proof> {
  const draw = seeded(seed);
  const count = isLong ? 1_000_000 : 10_000;
  let through = 0;
  let example: string | null = null;
  let now = '';
  const dispatch = createDispatch(
    countingHandlers((channel) => {
      through += 1;
      example ??= `${channel} ${now}`;
    }),
    () => undefined,
    () => 'x',
  );
  const message = (): { readonly channel: string; readonly input: unknown } => {
    const odd = oddValues[draw(oddValues.length)]?.();
    if (draw(10) === 0) return { channel: oddChannels[draw(oddChannels.length)] ?? '', input: odd };
    const channel = channels[draw(channels.length)] ?? '';
    const isObject = draw(2) === 0;
    return { channel, input: isObject ? { 'no such member': odd, id: odd } : nothingLike(odd) };
  };
  for (let tried = 0; tried < count; tried += 1) {
    const { channel, input } = message();
    now = `message ${String(tried)} of seed ${String(seed)}`;
    // Never throws and never rejects: that, too, would be a way through.
    const answer = await dispatch(channel, input).catch(() => null);
    if (answer?.ok !== false) {
      through += 1;
      example ??= `${channel} ${now}`;
    }
  }
  return {
    id: 'S3',
    what: 'malformed messages that reach a handler',
    tried: count,
    through,
    sabotaged: await withoutChecks(),
    example,
  };
}

/** An empty object is right input for many calls, so what looks like one is given another shape. */
function nothingLike(odd: unknown): unknown {
  const isPlain = typeof odd === 'object' && odd !== null && Object.keys(odd).length === 0;
  return isPlain ? [odd] : odd;
}

/** The twin: a router that believes what it is told. */
async function withoutChecks(): Promise<number> {
  let reached = 0;
  const handlers = countingHandlers(() => (reached += 1)) as unknown as Record<
    string,
    (input: unknown) => unknown
  >;
  for (const odd of oddValues) await handlers[channels[0] ?? '']?.(odd());
  return reached;
}

const ours = 'app://steward/index.html';
const frames: readonly (readonly [number, { url: string; parent: object | null } | null])[] = [
  [1, null],
  [1, { url: ours, parent: {} }],
  [2, { url: ours, parent: null }],
  [1, { url: 'about:blank', parent: null }],
  [1, { url: 'file:///index.html', parent: null }],
  [1, { url: 'app://evil/index.html', parent: null }],
  [1, { url: 'app://steward.evil/index.html', parent: null }],
  [1, { url: 'app://steward@evil/', parent: null }],
  [1, { url: 'https://steward/index.html', parent: null }],
  [1, { url: 'data:text/html,x', parent: null }],
];

/** S4, desktop: every channel from every frame that is not the main frame of our page. */
export async function proveSenders(): Promise<Proof> {
  let reached = 0;
  const core = {
    dispatch: () => {
      reached += 1;
      return Promise.resolve({ ok: true as const, value: {} });
    },
    subscribe: () => () => undefined,
    admitSource: () => 'source',
  };
  type Handle = (event: unknown, raw: unknown) => Promise<unknown>;
  const handles: Handle[] = [];
  const desktop = {
    ipcMain: { handle: (_channel: string, handler: Handle) => void handles.push(handler) },
  } as unknown as Desktop;
  serveCalls(desktop, core, () => ({ webContents: { id: 1 } }) as DesktopWindow);
  const [handle] = handles;
  let tried = 0;
  for (const channel of channels) {
    for (const [id, senderFrame] of frames) {
      tried += 1;
      const event = { sender: { id }, senderFrame };
      await handle?.(event, { kind: 'call', channel, input: {} }).catch(() => undefined);
    }
  }
  const through = reached;
  // The twin: the same call from our own frame must arrive, else nothing was tried.
  const own = { sender: { id: 1 }, senderFrame: { url: ours, parent: null } };
  await handle?.(own, { kind: 'call', channel: 'app.state', input: {} });
  return {
    id: 'S4',
    what: 'calls from foreign frames that are answered',
    tried,
    through,
    sabotaged: reached - through,
    example: through === 0 ? null : 'a foreign frame',
  };
}
