import type { ReviewDetail, Twin } from '#shared/contract/review-shapes.ts';
import { twinText as text } from '#shared/text/twins.en.ts';
import { listOf, textOf } from '#shared/values/tolerant.ts';

interface Fact {
  readonly name: string;
  readonly here: string;
  readonly there: string;
}

/** A draft and its possible twin, fact by fact. Nothing is shown of a record that is not in this ledger. */
export function SideBySide({ twin, draft }: { readonly twin: Twin; readonly draft: ReviewDetail }) {
  const facts = factsOf(twin, draft).filter(({ here, there }) => here !== '' || there !== '');
  if (twin.title === null && twin.state === null) return null;
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          <th scope="col">{text.fact}</th>
          <th scope="col">
            {text.draft}
            <div className="mono small">{draft.doi}</div>
          </th>
          <th scope="col">
            {text.other}
            <div className="mono small">{twin.doi}</div>
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ name, here, there }) => (
          <tr key={name} className={here === there ? 'side-same' : 'side-differs'}>
            <th scope="row">
              {name}
              <span className="unseen">. {here === there ? text.same : text.differs}</span>
            </th>
            <td>{here}</td>
            <td>{there}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function factsOf(twin: Twin, { attributes, title }: ReviewDetail): Fact[] {
  const creators = listOf(attributes.creators)
    .map(({ name }) => textOf(name))
    .join('; ');
  return [
    { name: text.facts.title, here: title ?? '', there: twin.title ?? '' },
    { name: text.facts.creators, here: creators, there: twin.creators ?? '' },
    {
      name: text.facts.year,
      here: textOf(attributes.publicationYear),
      there: String(twin.publicationYear ?? ''),
    },
    { name: text.facts.version, here: textOf(attributes.version), there: twin.version ?? '' },
    { name: text.facts.address, here: textOf(attributes.url), there: twin.url ?? '' },
  ];
}
