import type { RecordDetail } from '#shared/contract/records.ts';
import { formatDate } from '#shared/text/format.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import type { MetadataFact, MetadataGroups } from './metadata-facts.ts';
import { groupMetadata, momentOr } from './metadata-facts.ts';
import { FactValue } from './fact-value.tsx';

const order = [
  'what',
  'who',
  'when',
  'where',
  'rights',
  'relations',
] as const satisfies readonly (keyof MetadataGroups)[];

/** The metadata as people read it, in groups; groups without a value are left out. */
export function RecordMetadata({ record }: { readonly record: RecordDetail }) {
  const groups = groupMetadata(record.attributes);
  const shown = order.filter((name) => groups[name].length > 0);
  return (
    <>
      {shown.length === 0 && <p className="soft">{text.noMetadata}</p>}
      {shown.map((name) => (
        <Group key={name} title={text.groups[name]} facts={groups[name]} />
      ))}
      <Group title={text.groups.record} facts={ownFacts(record)} />
    </>
  );
}

function Group({
  title,
  facts,
}: {
  readonly title: string;
  readonly facts: readonly MetadataFact[];
}) {
  return (
    <section className="section">
      <h3 className="section-title">{title}</h3>
      <dl className="facts">
        {facts.map((fact, index) => (
          <div key={index} className="fact">
            <dt>
              {fact.name === facts[index - 1]?.name ? (
                <span className="unseen">{fact.name}</span>
              ) : (
                fact.name
              )}
            </dt>
            <dd>
              <FactValue fact={fact} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ownFacts(record: RecordDetail): readonly MetadataFact[] {
  const { source } = record;
  return [
    ...(record.collectionName === null
      ? []
      : [{ name: text.collection, value: record.collectionName }]),
    ...(source === null
      ? []
      : [{ name: text.source, value: text.sourceRow(source.file, source.row) }]),
    ...(source?.key == null ? [] : [{ name: text.key, value: source.key }]),
    { name: text.repository, value: record.repositoryName },
    { name: text.createdAt, value: momentOr(record.createdAt, '') },
    { name: text.updatedAt, value: momentOr(record.updatedAt, '') },
    ...(record.use === null
      ? []
      : [
          {
            name: text.use,
            value: text.useOf(record.use, formatDate(record.use.fetchedAt)),
          },
        ]),
    { name: text.confirmedAt, value: momentOr(record.confirmedAt, text.neverConfirmed) },
  ];
}
