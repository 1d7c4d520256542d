import { describe, expect, it } from 'vitest';

import { readChain } from '#shared/versions/chain.ts';
import { applyChanges, planRepair } from '#shared/versions/repair/repair-plan.ts';
import { defectName } from '#shared/versions/defect.ts';
import { listOf } from '#shared/values/tolerant.ts';
import { seededRandom } from '#shared/support/random.ts';
import { brokenChains } from './broken-chains.ts';
import { soundChains } from './sound-chains.ts';
import { ChainDraft, doiOf, nameOf } from './chain-draft.ts';

const surroundings = { ownPrefixes: ['10.5072'] };

/** Carries out a plan on the metadata and returns what the audit then names. */
function repair(chain: ChainDraft): { readonly left: string[]; readonly changeCount: number } {
  const plan = planRepair(chain.nodes(), surroundings);
  let changeCount = 0;
  for (const [key, changes] of plan.changes) {
    const name = nameOf(key);
    const record = chain.records.get(name);
    if (record === undefined) throw new Error(`no record ${name}`);
    changeCount += changes.length;
    chain.set(name, { relatedIdentifiers: applyChanges(record.attributes, changes) });
  }
  const after = planRepair(chain.nodes(), surroundings);
  // What is planned is what comes of it, and a second plan finds nothing more to do.
  expect(after.left.map(defectName)).toEqual(plan.left.map(defectName));
  expect(after.changes.size).toBe(0);
  const left = plan.left.map(({ code, at, others }) => [code, at, ...others].map(nameOf).join(' '));
  return { left, changeCount };
}

/** Left to people: the metadata alone cannot tell what is right. */
const forPeople =
  /^(?:draft-target|tombstoned-target|other-agency-target|duplicate-version|date-order|moving-url|outdated-without-successor|two-latest)/;

describe('the repair plan', () => {
  it.each(soundChains)('changes nothing: $name', ({ chain }) => {
    expect(planRepair(chain.nodes(), surroundings).changes.size).toBe(0);
  });

  it('links two that could both be the newest in the order that a person gives, and only then', () => {
    const chain = new ChainDraft().add('c');
    for (const name of ['a', 'b']) chain.add(name).tie('c', 'HasVersion', 'IsVersionOf', name);
    const codes = (order: string[]): string[] =>
      planRepair(chain.nodes(), surroundings, { order }).left.map(({ code }) => code);
    expect(codes([])).toEqual(['two-latest']);
    expect(codes([doiOf('b'), doiOf('a')])).toEqual([]);
  });

  it('mends each of the broken chains, or leaves what only people can decide', () => {
    const left = brokenChains.flatMap(({ name, chain }) =>
      repair(structuredCloneOf(chain))
        .left.filter((line) => !forPeople.test(line))
        .map((line) => `${name}: ${line}`),
    );
    expect(left).toEqual([
      'the silent one is somebody else’s: one-sided-link v1 v2',
      'three versions in a circle: cycle a b d',
      'a circle through a foreign record that only we name: cycle a b 10.5281/zenodo.1',
      'two circles: cycle a b d',
      'two circles: cycle e f g',
      'each is the newer one: wrong-direction a b',
      'each is a version of the other: wrong-direction a b',
      'new version and version of, between the same two: wrong-relation-type a b',
      'a fork whose one branch was withdrawn: fork a b d',
      'a fork that grows together again: fork a b d',
      'a fork that grows together again: fork e b d',
    ]);
  });

  it('takes an order that a steward gives where nothing else tells', () => {
    const chain = new ChainDraft()
      .add('a')
      .add('b')
      .say('a', 'IsNewVersionOf', 'b')
      .say('b', 'IsNewVersionOf', 'a');
    const plan = planRepair(chain.nodes(), surroundings, { order: ['a', 'b'].map(doiOf) });
    expect(plan.left).toEqual([]);
    expect([...plan.changes.keys()].map(nameOf)).toEqual(['a']);
  });

  it('asks the owner for what is not ours', () => {
    const chain = ChainDraft.sound(2)
      .hold('v1', { holding: 'observed' })
      .unsay('v1', 'IsPreviousVersionOf', 'v2');
    const plan = planRepair(chain.nodes(), surroundings);
    expect(plan.changes.size).toBe(0);
    expect([...plan.wishes]).toEqual([
      [
        doiOf('v1'),
        [
          {
            kind: 'add',
            index: null,
            before: null,
            after: {
              relatedIdentifier: doiOf('v2'),
              relatedIdentifierType: 'DOI',
              relationType: 'IsPreviousVersionOf',
            },
          },
        ],
      ],
    ]);
  });

  it('needs one change for one missing link', () => {
    const chain = ChainDraft.sound(3).unsay('v2', 'IsPreviousVersionOf', 'v3');
    expect(repair(chain).changeCount).toBe(1);
  });

  const runs = Number(process.env['PROPERTY_RUNS'] ?? 1000);
  it(`makes random chains sound after random damage, and keeps what was sound (${runs} runs)`, () => {
    const firstSeed = Number(process.env['SEED'] ?? 8000);
    let damageCount = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const random = seededRandom(seed);
      const chain = ChainDraft.sound(2 + Math.floor(random() * 6));
      chain
        .say('v1', 'IsDescribedBy', '10.1038/s41586-020-2649-2')
        .say('v2', 'IsDerivedFrom', '10.5281/zenodo.7');
      const sound = new Set(statementsOf(chain));
      const done = damage(chain, random);
      damageCount += done.length;
      const kept = statementsOf(chain).filter((line) => sound.has(line));
      const message = `seed ${seed}: ${done.join(', ')}`;
      expect(repair(chain).left, message).toEqual([]);
      const after = new Set(statementsOf(chain));
      expect(
        kept.filter((line) => !after.has(line)),
        message,
      ).toEqual([]);
      // The versions stand in their order; one that lost every tie is no version of anything any more.
      const order = readChain(chain.nodes().filter(({ statements }) => statements.length > 0));
      const found = order.versions.map(nameOf);
      expect(found, message).toEqual([...found].sort());
    }
    expect(damageCount).toBeGreaterThan(runs);
  });
});

function statementsOf(chain: ChainDraft): string[] {
  return [...chain.records].flatMap(([name, { attributes }]) =>
    listOf(attributes.relatedIdentifiers).map(
      ({ relationType, relatedIdentifier, relatedIdentifierType }) =>
        `${name} ${relationType ?? ''} ${relatedIdentifier ?? ''} ${relatedIdentifierType ?? ''}`,
    ),
  );
}

function structuredCloneOf(chain: ChainDraft): ChainDraft {
  const copy = new ChainDraft();
  for (const [name, record] of chain.records) copy.records.set(name, { ...record });
  return copy;
}

/** One to four things that go wrong in catalogues; what was done is returned, for the message. */
function damage(chain: ChainDraft, random: () => number): string[] {
  const versions = [...chain.records.keys()].filter((name) => name.startsWith('v'));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const tie = (): readonly [string, string, string, string] => {
    const at = 1 + Math.floor(random() * (versions.length - 1));
    const [older, newer] = [versions[at - 1] ?? '', versions[at] ?? ''];
    return random() < 0.5
      ? ['c', 'HasVersion', 'IsVersionOf', newer]
      : [older, 'IsPreviousVersionOf', 'IsNewVersionOf', newer];
  };
  const ways: readonly (() => string)[] = [
    () => {
      const [one, type, , other] = tie();
      chain.unsay(one, type, other);
      return `${one} no longer says ${type} ${other}`;
    },
    () => {
      const [one, , inverse, other] = tie();
      chain.unsay(other, inverse, one);
      return `${other} no longer says ${inverse} ${one}`;
    },
    () => {
      const at = 1 + Math.floor(random() * (versions.length - 1));
      const [older, newer] = [versions[at - 1] ?? '', versions[at] ?? ''];
      chain.untie(older, 'IsPreviousVersionOf', 'IsNewVersionOf', newer);
      return `${older} and ${newer} untied`;
    },
    () => {
      const name = pick([...chain.records.keys()]);
      chain.say(name, pick(['IsVersionOf', 'IsNewVersionOf', 'HasVersion']), name);
      return `${name} tied to itself`;
    },
    () => {
      const [one, type, , other] = tie();
      chain.unsay(one, type, other).say(one, type.toLowerCase(), other);
      return `${one} says ${type.toLowerCase()} ${other}`;
    },
    () => {
      const [one, type, inverse, other] = tie();
      chain.unsay(one, type, other).say(one, inverse, other);
      return `${one} says ${inverse} ${other}`;
    },
    () => {
      const [one, , inverse, other] = tie();
      const url = `https://data.example.org/items/${one}`;
      chain.unsay(other, inverse, one).say(other, inverse, url, { relatedIdentifierType: 'URL' });
      return `${other} gives the address of ${one}`;
    },
    () => {
      const first = versions[0] ?? '';
      const last = versions.at(-1) ?? '';
      if (versions.length < 3) return 'nothing';
      chain.tie(last, 'IsPreviousVersionOf', 'IsNewVersionOf', first);
      return `${last} before ${first}`;
    },
    () => {
      const name = pick(versions);
      chain.say(name, 'IsVersionOf', '10.5072/nowhere');
      return `${name} is a version of nothing`;
    },
  ];
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(ways)());
}
