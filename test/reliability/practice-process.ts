// A practice repository in a process of its own, so that it and its client can be killed apart.
// node practice-process.ts FILE PORT LATENCY: sends its address, then answers `effects` and `holdings`.
import { randomBytes } from 'node:crypto';

import { startPractice } from '#core/practice/index.ts';

const [file = '', port = '0', latency = '0'] = process.argv.slice(2);
const practice = await startPractice({
  file,
  clock: { now: () => Date.now() },
  randomBytes,
  latencyMs: Number(latency),
  ...(port === '0' ? {} : { port: Number(port) }),
});
process.on('message', (question: string) => {
  process.send?.(question === 'effects' ? practice.effects() : practice.holdings());
});
process.on('disconnect', () => process.exit(0));
const { url, username, password, prefix } = practice;
process.send?.({ url, username, password, prefix });
