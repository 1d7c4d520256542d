import { useState } from 'react';

import type { FacetCounts, RecordFilter } from '#shared/contract/records.ts';
import { subjectOf } from '#shared/query/fields.ts';
import { formatCount } from '#shared/text/format.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { facetName, facetValueName, shownFacets } from './facet-names.ts';
import { useRecordQuery } from './use-record-query.ts';

/** Values listed under one heading at first, and when all are asked for; what is rarer is typed as a query. */
const shownValues = 12;
const mostValues = 200;

/** Everything that can be counted, with its figures: beside the list, to be ticked. */
export function FacetPanel({ filter }: { readonly filter: RecordFilter }) {
  const actions = useActions();
  const added = useView((view) => view.addedFacets);
  const open = useView((view) => view.openFacets);
  const facets = [...added, ...shownFacets];
  const wanted = facets.filter((facet) => open.has(facet));
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const few = wanted.filter((facet) => !whole.has(facet));
  const many = wanted.filter((facet) => whole.has(facet));
  const counted = [...useCounts(filter, few, shownValues), ...useCounts(filter, many, mostValues)];
  return (
    <aside className="facets" aria-label={text.filters}>
      <IndexProgress />
      {facets.map((facet) => (
        <FacetSection
          key={facet}
          facet={facet}
          isOpen={open.has(facet)}
          onToggle={() => actions.toggleFacet(facet)}
          onMore={whole.has(facet) ? null : () => setWhole(new Set([...whole, facet]))}
          onRemove={added.includes(facet) ? () => actions.removeFacet(facet) : null}
          counts={counted.find(({ id }) => id === facet)}
        />
      ))}
      <AddFacet />
    </aside>
  );
}

function useCounts(
  filter: RecordFilter,
  facets: readonly string[],
  limit: number,
): readonly FacetCounts[] {
  const asked = facets.length === 0 ? null : { filter, facets: [...facets], limit };
  return useQuery('records.facets', asked, { keepPrevious: true }).data?.facets ?? [];
}

interface SectionProps {
  readonly facet: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** Null: all that can be listed are. */
  readonly onMore: (() => void) | null;
  /** Null: it always stands here. */
  readonly onRemove: (() => void) | null;
  readonly counts: FacetCounts | undefined;
}

function FacetSection(props: SectionProps) {
  const { facet, isOpen, onToggle, onMore, onRemove, counts } = props;
  const query = useRecordQuery();
  const collections = useQuery('collections.list', {}).data?.collections ?? [];
  const choice = query.choiceOf(facet);
  const chosen = choice.values.length + (choice.isWithout ? 1 : 0);
  const name = facetName(facet);
  // What is ticked stays to be unticked, also when it is no value that was counted: a rare one, a range, a piece of one.
  const values = counts?.values ?? [];
  const missing = choice.values.filter((value) => !values.some((entry) => entry.value === value));
  return (
    <section className="facet">
      <h2 className="line">
        <button type="button" className="facet-head" aria-expanded={isOpen} onClick={onToggle}>
          <span className={facet === name ? 'cut mono small' : 'cut'}>{name}</span>
          {chosen > 0 && <span className="tab-count">{formatCount(chosen)}</span>}
        </button>
        {onRemove !== null && (
          <IconButton icon="close" label={text.removeFacet(name)} onPress={onRemove} />
        )}
      </h2>
      {isOpen && counts === undefined && <Skeleton lines={3} />}
      {isOpen && counts?.isWaiting === true && <p className="soft small">{text.waiting}</p>}
      {isOpen && counts?.isWaiting === false && (
        <ul className="facet-values">
          {[...missing.map((value) => ({ value, count: null })), ...values].map(
            ({ value, count }) => (
              <FacetValue
                key={value}
                name={facetValueName(facet, value, collections)}
                count={count}
                isOn={choice.values.includes(value)}
                onChange={(isOn) =>
                  query.choose(facet, {
                    ...choice,
                    values: isOn
                      ? [...choice.values, value]
                      : choice.values.filter((known) => known !== value),
                  })
                }
              />
            ),
          )}
          {(counts.withoutValue > 0 || choice.isWithout) && (
            <FacetValue
              name={text.values[`${facet} `] ?? text.without}
              count={counts.withoutValue}
              isOn={choice.isWithout}
              onChange={(isWithout) => query.choose(facet, { ...choice, isWithout })}
            />
          )}
          {counts.distinct > values.length && (
            <li className="soft small">
              {onMore === null ? (
                text.moreValues(counts.distinct - values.length)
              ) : (
                <Button kind="link" onPress={onMore}>
                  {text.showMore(counts.distinct - values.length)}
                </Button>
              )}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

interface ValueProps {
  readonly name: string;
  /** Null: not counted. */
  readonly count: number | null;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function FacetValue({ name, count, isOn, onChange }: ValueProps) {
  return (
    <li>
      <label className="facet-value" title={name}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="cut">{name}</span>
        {count !== null && <span className="push soft small">{formatCount(count)}</span>}
      </label>
    </li>
  );
}

function AddFacet() {
  const actions = useActions();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  return (
    <form
      className="facet-add"
      onSubmit={(event) => {
        event.preventDefault();
        const facet = typed.trim();
        setIsWrong(subjectOf(facet) === null);
        if (subjectOf(facet) === null) return;
        actions.addFacet(facet);
        setTyped('');
      }}
    >
      <label className="field">
        <span className="label">{text.addFacet}</span>
        <input
          className="input mono small"
          aria-invalid={isWrong}
          placeholder={text.addFacetHint}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setIsWrong(false);
          }}
        />
      </label>
      {isWrong && (
        <p className="field-error" role="alert">
          {text.notProperty}
        </p>
      )}
    </form>
  );
}

/** How far the indexes are that are being made now. */
function IndexProgress() {
  const indexes = useQuery('records.indexes', {}, { keepPrevious: true }).data?.indexes ?? [];
  const [first] = indexes;
  if (first === undefined) return null;
  return (
    <p className="facet-progress soft small" role="status">
      {text.indexing(facetName(first.name), first.done, first.total)}
      <progress value={first.done} max={first.total} aria-label={facetName(first.name)} />
    </p>
  );
}
