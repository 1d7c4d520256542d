import { runUnderRightNode } from '../right-node.mjs';

await runUnderRightNode(new URL('./start.ts', import.meta.url).href, import.meta.url);
