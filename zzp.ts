import { createChanges } from '#core/changes/index.ts';
import { createAheadStarter } from '#core/changes/start-ahead.ts';
import { createContext } from '#core/create-context.ts';
import { openLedger } from '#core/ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '#core/node-ports.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { selectedIds, prepareSelection } from '#core/register/selection.ts';
import { testConfig, testPorts } from './test/core/fixtures/test-context.ts';
import { renameSeries } from './test/bench/old-series.ts';
const folder='/tmp/fresh310';
const ledger = openLedger(folder+'/ledger.sqlite', { clock: nodeClock });
const useThread = process.argv[2] !== 'no';
const times = Number(process.argv[3] ?? 4);
const ports = {...testPorts(), clock: nodeClock, randomBytes: nodeRandomBytes, ...(useThread ? {workAhead: createAheadStarter(new URL('./out/main/ahead-thread.js', import.meta.url))} : {})};
const { context } = createContext(ports, testConfig(folder), ledger);
const { handlers } = createChanges(context, { send: () => undefined, kick: () => undefined });
const selection = { filter: { query: 'title:old' } };
const steps = [renameSeries];
await prepareSelection(ledger, selection);
selectedIds(ledger, selection);
await handlers['changes.recipes']({});
await sleep(2000);
for (let i=0;i<times;i++) {
  const [s,c,o]=[performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  const { id } = await handlers['changes.preview']({ selection, steps });
  let st; const pts=[]; 
  while ((st=await handlers['changes.previewState']({ id })).status === 'running') { await sleep(5); pts.push([Math.round(performance.now()-s), st.handledCount]); }
  const cu=process.cpuUsage(c), ou=process.threadCpuUsage(o);
  console.log(i, 's', ((performance.now()-s)/1000).toFixed(2), 'cpu', ((cu.user+cu.system)/1e6).toFixed(2), 'own', ((ou.user+ou.system)/1e6).toFixed(2), st.changedCount);
  if (process.argv[4]) { let last=0; console.log(pts.filter(([t])=>{ if (t-last>200){last=t;return true} return false}).map(p=>p.join(':')).join(' ')); }
}
ledger.close(); process.exit(0);
