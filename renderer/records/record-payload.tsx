import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

import { targetState } from '#shared/contract/define.ts';
import { recordsText as text } from '#shared/text/records.en.ts';
import { targetStateText } from '#shared/text/states.en.ts';

import { CodeView } from '../components/code-view.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import type { TargetState } from '../store/app-store.ts';
import { useQuery } from '../store/use-query.ts';

const forms = ['json', 'xml'] as const;

interface Props {
  /** Of an edit: its key. */
  readonly doi: string;
  /** True: the record with the edit of it that is not saved yet. */
  readonly isEdit?: boolean;
}

/** The exact request that would be sent: copied byte for byte, shown with line breaks. */
export function RecordPayload({ doi, isEdit = false }: Props) {
  const [state, setState] = useState<TargetState>('findable');
  const [form, setForm] = useState<(typeof forms)[number]>('json');
  const ofRecord = useQuery('records.payload', isEdit ? null : { doi, state }, {
    keepPrevious: true,
  });
  const ofEdit = useQuery('edits.payload', isEdit ? { key: doi, state } : null, {
    keepPrevious: true,
  });
  const payload = isEdit ? ofEdit : ofRecord;
  return (
    <div className="stack">
      <div className="line payload-choice">
        <SelectField
          label={text.payloadState}
          value={state}
          groups={[
            {
              title: '',
              choices: targetState.options.map((id) => ({ id, label: targetStateText[id].label })),
            },
          ]}
          onChange={(id) => setState(targetState.parse(id))}
        />
        <ToggleButtonGroup
          aria-label={text.tabs.payload}
          className="segments"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[form]}
          onSelectionChange={(keys) => setForm(forms.find((known) => keys.has(known)) ?? 'json')}
        >
          {forms.map((known) => (
            <ToggleButton key={known} id={known} className="segment">
              {text[known]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {payload.error !== undefined && <ErrorNotice error={payload.error} />}
      {payload.data === undefined && payload.error === undefined && <Skeleton lines={8} />}
      {payload.data?.json === '' && <Notice kind="good" title={text.nothingToSend} />}
      {payload.data !== undefined && payload.data.json !== '' && (
        <>
          <p className="mono soft">
            {payload.data.method} {payload.data.path}
          </p>
          <CodeView
            text={payload.data[form]}
            what={text[form]}
            shown={form === 'json' ? indented(payload.data.json) : payload.data.xml}
          />
        </>
      )}
    </div>
  );
}

/** The body is sent on one line; nobody reads it there. */
function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
