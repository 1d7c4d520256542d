import { runUnderRightNode } from '../electron/hosts/right-node.mjs';

await runUnderRightNode(new URL('./run.ts', import.meta.url).href, import.meta.url);
