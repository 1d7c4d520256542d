import type { ImportLine } from '#shared/contract/collections.ts';
import { appText } from '#shared/text/app.en.ts';
import { importText as text, wizardText } from '#shared/text/collections.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { FindingList } from '../components/finding-list.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';

/** One line of the result with everything that was found. */
export function ImportLinePanel({
  line,
  onClose,
}: {
  readonly line: ImportLine;
  readonly onClose: () => void;
}) {
  const { doi } = line;
  return (
    <aside className="panel" aria-label={text.lineTitle(line.line)}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 className="title">{line.title ?? text.lineTitle(line.line)}</h2>
          {doi !== null && <DoiName doi={doi} />}
        </div>
        <IconButton icon="close" label={appText.close} onPress={onClose} />
      </div>
      <div className="panel-body stack">
        {line.failure !== null && (
          <Notice kind="error" title={line.failure.message}>
            {line.failure.path !== null && <p className="mono">{line.failure.path}</p>}
            {line.failure.nextStep !== null && <p className="soft">{line.failure.nextStep}</p>}
          </Notice>
        )}
        {line.findings.length > 0 ? (
          <FindingList findings={line.findings} />
        ) : (
          line.failure === null && <Notice kind="good" title={text.noFindings} />
        )}
        <p className="soft">
          {text.showFile}: {line.source}
          {line.row !== null && `, ${wizardText.row(line.row)}`}
        </p>
        {doi !== null && (
          <div>
            <Button icon="records" onPress={() => goTo({ screen: 'records', doi })}>
              {text.openRecord}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}
