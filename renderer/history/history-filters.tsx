import type { HistoryFilter } from '#shared/contract/history.ts';
import { historyTopics } from '#shared/contract/history.ts';
import { historyText as text } from '#shared/text/history.en.ts';

import { Button } from '../components/button.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';

export const noFilter: HistoryFilter = { doi: null };

const everyTopic = 'all';

interface Props {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

/** Which events are shown, and what an export holds. */
export function HistoryFilters({ filter, onChange }: Props) {
  const set = (part: Partial<HistoryFilter>): void => onChange({ ...filter, ...part });
  const isFiltered = Object.values(filter).some((value) => value !== null && value !== '');
  return (
    <search className="history-filters" aria-label={text.filters}>
      <TextField
        label={text.filter.text}
        value={filter.text ?? ''}
        onChange={(value) => set({ text: value })}
      />
      <TextField
        label={text.filter.person}
        value={filter.person ?? ''}
        onChange={(value) => set({ person: value })}
      />
      <SelectField
        label={text.filter.topic}
        value={filter.topic ?? everyTopic}
        onChange={(id) => set({ topic: historyTopics.find((topic) => topic === id) ?? null })}
        groups={[
          {
            title: '',
            choices: [
              { id: everyTopic, label: text.everyTopic },
              ...historyTopics.map((id) => ({ id, label: text.topics[id] })),
            ],
          },
        ]}
      />
      <TextField
        label={text.filter.from}
        type="date"
        value={filter.fromDay ?? ''}
        onChange={(value) => set({ fromDay: value === '' ? null : value })}
      />
      <TextField
        label={text.filter.until}
        type="date"
        value={filter.untilDay ?? ''}
        onChange={(value) => set({ untilDay: value === '' ? null : value })}
      />
      <div className="history-filters-end">
        {filter.doi !== null && <span className="mono cut">{filter.doi}</span>}
        {filter.batchId != null && <span className="soft">{text.ofBatch}</span>}
        <Button kind="plain" isDisabled={!isFiltered} onPress={() => onChange(noFilter)}>
          {text.clearFilters}
        </Button>
      </div>
    </search>
  );
}
