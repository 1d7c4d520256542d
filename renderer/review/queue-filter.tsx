import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { SelectField } from '../components/select-field.tsx';
import { useQuery } from '../store/use-query.ts';

export interface QueueFilter {
  readonly collectionId: number | null;
  readonly assignee: string | null;
  readonly author: string | null;
  readonly minDays: number | null;
  readonly risk: 'errors' | 'warnings' | 'clean' | null;
}

export const wholeQueue: QueueFilter = {
  collectionId: null,
  assignee: null,
  author: null,
  minDays: null,
  risk: null,
};

const ages = [7, 30, 90];
const risks = ['errors', 'warnings', 'clean'] as const;
const any = 'any';

interface Props {
  readonly repositoryId: string;
  readonly filter: QueueFilter;
  readonly onChange: (filter: QueueFilter) => void;
}

/** By collection, reviewer, author, how long a draft has waited, and its gravest finding. */
export function QueueFilters({ repositoryId, filter, onChange }: Props) {
  const collections = useQuery('collections.list', {}).data?.collections ?? [];
  const people = useQuery('stewards.list', {}).data?.stewards ?? [];
  const authors = useQuery('review.authors', {}).data?.names ?? [];
  const own = collections.filter((each) => each.repositoryId === repositoryId);
  const isNarrow = Object.values(filter).some((value) => value !== null);
  const choice = (
    label: string,
    value: string | number | null,
    choices: readonly { readonly id: string; readonly label: string }[],
    set: (id: string | null) => void,
  ) => (
    <SelectField
      label={label}
      isLabelUnseen
      value={value === null ? any : String(value)}
      onChange={(id) => set(id === any ? null : id)}
      groups={[{ title: '', choices: [{ id: any, label: text.filters.any(label) }, ...choices] }]}
    />
  );
  return (
    <>
      {choice(
        text.filters.collection,
        filter.collectionId,
        own.map(({ id, name }) => ({ id: String(id), label: name })),
        (id) => onChange({ ...filter, collectionId: id === null ? null : Number(id) }),
      )}
      {choice(
        text.columns.assignee,
        filter.assignee,
        [
          { id: 'nobody', label: text.nobody },
          ...people.map(({ id, name }) => ({ id, label: name })),
        ],
        (assignee) => onChange({ ...filter, assignee }),
      )}
      {authors.length > 0 &&
        choice(
          text.filters.author,
          filter.author,
          authors.map((name) => ({ id: `by ${name}`, label: name })),
          (id) => onChange({ ...filter, author: id?.slice('by '.length) ?? null }),
        )}
      {choice(
        text.columns.age,
        filter.minDays,
        ages.map((days) => ({ id: String(days), label: text.filters.days(days) })),
        (id) => onChange({ ...filter, minDays: id === null ? null : Number(id) }),
      )}
      {choice(
        text.filters.risk,
        filter.risk,
        risks.map((id) => ({ id, label: text.filters.risks[id] })),
        (id) => onChange({ ...filter, risk: risks.find((known) => known === id) ?? null }),
      )}
      {isNarrow && (
        <Button kind="plain" onPress={() => onChange(wholeQueue)}>
          {text.filters.clear}
        </Button>
      )}
    </>
  );
}
