import { useState } from 'react';

import type { WireFinding } from '#shared/contract/define.ts';
import type { RecordDetail } from '#shared/contract/records.ts';
import { policiesText as text } from '#shared/text/policies.en.ts';
import { recordsText } from '#shared/text/records.en.ts';

import { Button } from '../components/button.tsx';
import { FindingList } from '../components/finding-list.tsx';
import { Notice } from '../components/notice.tsx';
import { WaiveDialog } from './waive-dialog.tsx';
import { WaivedFindings } from './waived-findings.tsx';

/** What stands against a record, and what a person let stand. */
export function RecordFindings({ record }: { readonly record: RecordDetail }) {
  const [waiving, setWaiving] = useState<WireFinding | null>(null);
  return (
    <>
      {record.findings.length === 0 ? (
        <Notice kind="good" title={recordsText.noFindings} />
      ) : (
        <FindingList
          findings={record.findings}
          action={(finding) =>
            finding.severity === 'error' ? null : (
              <Button kind="plain" onPress={() => setWaiving(finding)}>
                {text.waive}
              </Button>
            )
          }
        />
      )}
      <WaivedFindings doi={record.doi} />
      {waiving !== null && (
        <WaiveDialog doi={record.doi} finding={waiving} onClose={() => setWaiving(null)} />
      )}
    </>
  );
}
