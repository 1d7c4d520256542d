import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readCard } from '#core/cards/read-card.ts';
import { readFront } from '#core/cards/read-front.ts';
import { splitCard } from '#shared/cards/split-card.ts';
import { partIntoChains, readChain } from '#shared/versions/chain.ts';
import type { CardRevision } from '#shared/versions/compare-cards.ts';
import { compareCards } from '#shared/versions/compare-cards.ts';
import { findDefects } from '#shared/versions/find-defects.ts';
import { draftNewVersion, sameAsBefore } from '#shared/versions/new-version.ts';
import { readNode } from '#shared/versions/version-node.ts';
import type { VersionNode } from '#shared/versions/version-node.ts';
import { decideVersion, standardPolicy } from '#shared/versions/version-policy.ts';

/** Real cards lie beside the project; elsewhere these tests say that they skip. */
const folder = join(import.meta.dirname, '../../../../shared/huggingface/cards');

function revision(text: string): CardRevision {
  const { front, frontLine, body } = splitCard(text);
  return { text, body, front: front === null ? {} : readFront(front, frontLine).front };
}

describe.skipIf(!existsSync(folder))(
  'pairs of real cards (skipped where ../shared is missing)',
  () => {
    const later = new Set(readdirSync(join(folder, 'r2')));
    const pairs = readdirSync(join(folder, 'r1'))
      .filter((name) => later.has(name))
      .map((name) => {
        const [before = '', after = ''] = ['r1', 'r2'].map((part) =>
          readFileSync(join(folder, part, name), 'utf8'),
        );
        return { name, before, after };
      });
    const same = (before: string, after: string) =>
      sameAsBefore({}, { version: '', url: '' }, { before, after }) !== null;

    it('are refused where nothing differs, proposed by the policy, and counted by kind', () => {
      const counts: Record<string, number> = {};
      const count = (name: string): void => {
        counts[name] = (counts[name] ?? 0) + 1;
      };
      const frontOnly: string[] = [];
      for (const { name, before, after } of pairs) {
        if (same(before, after)) {
          count('refused');
          continue;
        }
        const [one, other] = [revision(before), revision(after)];
        const proposal =
          decideVersion(standardPolicy, compareCards(one, other))?.proposal ?? 'none';
        count(proposal);
        if (one.body !== other.body) continue;
        count('front matter only');
        if (proposal !== 'update') frontOnly.push(`${name}: ${proposal}`);
      }
      console.log('card pairs', pairs.length, JSON.stringify(counts));
      expect(pairs).toHaveLength(575);
      expect(counts['refused']).toBe(7);
      // 346 pairs have the same text below the front matter; of these 7 are the same altogether.
      expect(counts['front matter only']).toBe(346 - 7);
      // Their front matter names another licence: that a person weighs. All others are updates in place.
      expect(frontOnly).toEqual(['multi_nli.md: ask', 'yoruba_gv_ner.md: ask']);
    });

    it('become sound chains with a canonical DOI, all of them, in a forced run', () => {
      const facts = { holding: 'own', state: 'findable' } as const;
      const nodes: VersionNode[] = pairs.flatMap(({ name, before, after }, at) => {
        if (same(before, after)) return [];
        const [older, newer] = [before, after].map(
          (text) => readCard(text, { folders: ['cards'], depth: 0, fileName: name }).attributes,
        );
        const [doi, next, canonical] = ['a', 'b', 'c'].map((end) => `10.5072/card-${at}${end}`);
        if (doi === undefined || next === undefined || canonical === undefined) return [];
        const old = { doi, attributes: { ...older, version: 'r1' } };
        const made = draftNewVersion(old, {
          doi: next,
          version: 'r2',
          url: `https://huggingface.co/datasets/${name}/tree/r2`,
          publicationYear: String(newer?.publicationYear ?? 2022),
          issued: null,
          canonical: {
            doi: canonical,
            isNew: true,
            url: `https://huggingface.co/datasets/${name}`,
          },
        });
        return [
          readNode(doi, made.old, facts),
          readNode(next, { ...newer, ...made.created }, facts),
          readNode(canonical, made.canonical?.attributes ?? {}, facts),
        ];
      });
      const chains = partIntoChains(nodes).map(readChain);
      expect(chains).toHaveLength(568);
      expect(
        chains.every(({ canonical, versions }) => canonical !== null && versions.length === 2),
      ).toBe(true);
      expect(chains.flatMap((chain) => findDefects(chain, { ownPrefixes: ['10.5072'] }))).toEqual(
        [],
      );
    });
  },
);
