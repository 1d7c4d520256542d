import { overviewText as text } from '#shared/text/overview.en.ts';

import { SelectField } from '../components/select-field.tsx';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly repositoryId: string;
  readonly value: number | null;
  readonly onChange: (collectionId: number | null) => void;
}

const all = 'all';

/** Which collection the report is about; not there where there is only one. */
export function CollectionField({ repositoryId, value, onChange }: Props) {
  const collections = useQuery('collections.list', {}).data?.collections ?? [];
  const own = collections.filter((each) => each.repositoryId === repositoryId);
  if (own.length < 2) return null;
  return (
    <SelectField
      label={text.collection}
      isLabelUnseen
      value={value === null ? all : String(value)}
      onChange={(id) => onChange(id === all ? null : Number(id))}
      groups={[
        {
          title: '',
          choices: [
            { id: all, label: text.allCollections },
            ...own.map(({ id, name }) => ({ id: String(id), label: name })),
          ],
        },
      ]}
    />
  );
}
