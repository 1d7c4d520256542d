import { describe, expect, it } from 'vitest';

import { readChain } from '#shared/versions/chain.ts';
import { defectCodes } from '#shared/versions/defect.ts';
import { findDefects } from '#shared/versions/find-defects.ts';
import { brokenChains } from './broken-chains.ts';
import { soundChains } from './sound-chains.ts';
import type { ChainDraft } from './chain-draft.ts';
import { nameOf } from './chain-draft.ts';

function audit(chain: ChainDraft): string[] {
  return findDefects(readChain(chain.nodes()), { ownPrefixes: ['10.5072'] }).map(
    ({ code, at, others }) => [code, at, ...others].map(nameOf).join(' '),
  );
}

describe('the audit of a chain', () => {
  it.each(soundChains)('names nothing: $name', ({ chain }) => {
    expect(audit(chain)).toEqual([]);
  });

  it.each(brokenChains)('names all of it and no more: $name', ({ chain, defects }) => {
    expect(audit(chain)).toEqual(defects);
  });

  it('is tried on every defect, and on at least 40 broken chains', () => {
    const tried = new Set(
      brokenChains.flatMap(({ defects }) => defects.map((line) => line.split(' ')[0])),
    );
    expect([...tried].sort()).toEqual([...defectCodes].sort());
    expect(brokenChains.length).toBeGreaterThanOrEqual(40);
  });
});
