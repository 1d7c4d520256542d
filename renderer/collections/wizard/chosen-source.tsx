import { wizardText as text } from '#shared/text/collections.en.ts';
import { formatBytes } from '#shared/text/format.ts';

import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { WizardModel } from './use-wizard.ts';

/** What was picked: name, size, how many items it seems to hold. */
export function ChosenSource({ wizard }: { readonly wizard: WizardModel }) {
  const { inspection, draft } = wizard;
  const size = inspection?.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const facts = [
    inspection !== undefined && inspection.fileCount > 1 ? text.files(inspection.fileCount) : null,
    size === undefined ? null : formatBytes(size),
    inspection?.itemCountEstimate == null ? null : text.items(inspection.itemCountEstimate),
  ].filter((fact) => fact !== null);
  return (
    <div className="chosen-source">
      <span className="empty-sign">
        <Icon name={(inspection?.fileCount ?? 1) > 1 ? 'folder' : 'file'} size={20} />
      </span>
      <div className="chosen-text">
        <p className="strong cut" title={draft.sourceName}>
          {draft.sourceName}
        </p>
        <p className="soft small">{facts.join(' · ')}</p>
      </div>
      <Button onPress={() => wizard.change({ sourceId: null })}>{text.another}</Button>
    </div>
  );
}
