#!/usr/bin/env node
import { runUnderRightNode } from '../right-node.mjs';

await runUnderRightNode(new URL('./main.ts', import.meta.url).href, import.meta.url);
