import type { Attributes, RecordState, RelatedIdentifier } from '#shared/metadata/attributes.ts';
import type { NodeFacts, VersionNode } from '#shared/versions/version-node.ts';
import { readNode } from '#shared/versions/version-node.ts';

/** A record of a chain under work in a test: metadata, and who holds it. */
export interface DraftRecord {
  attributes: Attributes;
  facts: NodeFacts;
}

/** A chain that tests make sound, damage and mend. Names stand for DOIs: `v1` is 10.5072/v1. */
export class ChainDraft {
  readonly records = new Map<string, DraftRecord>();

  /** The canonical `c` with HasVersion and `v1` ... `vN`, all tied both ways, a year apart. */
  static sound(count: number): ChainDraft {
    const chain = new ChainDraft();
    chain.add('c', {});
    for (let at = 1; at <= count; at += 1) {
      chain.add(`v${at}`, { version: `${at}.0`, issued: `${2000 + at}-05-01` });
      chain.tie('c', 'HasVersion', 'IsVersionOf', `v${at}`);
      if (at > 1) chain.tie(`v${at - 1}`, 'IsPreviousVersionOf', 'IsNewVersionOf', `v${at}`);
    }
    return chain;
  }

  add(name: string, { version, issued }: { version?: string; issued?: string } = {}): this {
    this.records.set(name, {
      attributes: {
        titles: [{ title: `Lakes ${name}` }],
        url: `https://data.example.org/items/${name}`,
        ...(version === undefined ? {} : { version }),
        ...(issued === undefined ? {} : { dates: [{ date: issued, dateType: 'Issued' }] }),
        relatedIdentifiers: [],
      },
      facts: { holding: 'own', state: 'findable' },
    });
    return this;
  }

  /** Both say it. */
  tie(one: string, type: string, inverse: string, other: string): this {
    return this.say(one, type, other).say(other, inverse, one);
  }

  say(name: string, type: string, target: string, as: Partial<RelatedIdentifier> = {}): this {
    return this.change(name, ({ relatedIdentifiers = [] }) => ({
      relatedIdentifiers: [
        ...relatedIdentifiers,
        {
          relatedIdentifier: target.includes('/') ? target : doiOf(target),
          relatedIdentifierType: 'DOI',
          relationType: type,
          ...as,
        },
      ],
    }));
  }

  unsay(name: string, type: string, target: string): this {
    return this.change(name, ({ relatedIdentifiers = [] }) => ({
      relatedIdentifiers: relatedIdentifiers.filter(
        (related) => related.relationType !== type || related.relatedIdentifier !== doiOf(target),
      ),
    }));
  }

  untie(one: string, type: string, inverse: string, other: string): this {
    return this.unsay(one, type, other).unsay(other, inverse, one);
  }

  set(name: string, attributes: Attributes): this {
    return this.change(name, () => attributes);
  }

  hold(name: string, facts: Partial<NodeFacts>): this {
    const record = this.of(name);
    record.facts = { ...record.facts, ...facts };
    return this;
  }

  state(name: string, state: RecordState): this {
    return this.hold(name, { state });
  }

  withdraw(name: string): this {
    const { dates = [] } = this.of(name).attributes;
    return this.set(name, { dates: [...dates, { date: '2020-01-01', dateType: 'Withdrawn' }] });
  }

  remove(name: string): this {
    this.records.delete(name);
    return this;
  }

  nodes(): VersionNode[] {
    const byUrl = new Map(
      [...this.records].map(([name, { attributes }]) => [attributes.url, doiOf(name)] as const),
    );
    const doiAt = (url: string): string | null => byUrl.get(url) ?? null;
    return [...this.records].map(([name, { attributes, facts }]) =>
      readNode(doiOf(name), attributes, { ...facts, doiAt }),
    );
  }

  private of(name: string): DraftRecord {
    const record = this.records.get(name);
    if (record === undefined) throw new Error(`no record ${name}`);
    return record;
  }

  private change(name: string, changed: (attributes: Attributes) => Attributes): this {
    const record = this.of(name);
    record.attributes = { ...record.attributes, ...changed(record.attributes) };
    return this;
  }
}

export function doiOf(name: string): string {
  return name.startsWith('10.') ? name : `10.5072/${name}`;
}

export function nameOf(key: string): string {
  return key.replace(/^10\.5072\//, '');
}

/** A canonical DOI and so many versions, all tied as they should be. */
export const sound = (count: number): ChainDraft => ChainDraft.sound(count);
/** Records without ties. */
export const plain = (...names: string[]): ChainDraft => {
  const chain = new ChainDraft();
  for (const name of names) chain.add(name);
  return chain;
};
/** What the older says of the newer, and the newer of the older. */
export const succeed = ['IsPreviousVersionOf', 'IsNewVersionOf'] as const;
/** What the item says of a version, and the version of the item. */
export const versionOf = ['HasVersion', 'IsVersionOf'] as const;
