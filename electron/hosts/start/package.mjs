import { runUnderRightNode } from '../right-node.mjs';

await runUnderRightNode(new URL('./package.ts', import.meta.url).href, import.meta.url);
