import { DropZone, FileTrigger, Text } from 'react-aria-components';

import { wizardText as text } from '#shared/text/collections.en.ts';

import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { readChosen, readDrop } from './read-drop.ts';
import type { Offer } from './use-offer.ts';

/** Where files and folders are dropped, with two buttons for those who would rather pick. */
export function SourceDrop({ offer }: { readonly offer: Offer }) {
  const { progress } = offer;
  return (
    <DropZone className="drop" onDrop={(event) => offer.take(readDrop(event.items))}>
      <span className="empty-sign">
        <Icon name="save" size={24} />
      </span>
      <Text slot="label" className="strong">
        {text.dropTitle}
      </Text>
      <p className="soft drop-text">{text.dropBody}</p>
      {progress === null ? (
        <div className="line">
          <FileTrigger
            allowsMultiple
            onSelect={(list) => {
              const files = readChosen(list);
              if (files.length > 0) offer.take(files);
            }}
          >
            <Button kind="main" icon="file">
              {text.chooseFiles}
            </Button>
          </FileTrigger>
          <FileTrigger
            acceptDirectory
            onSelect={(list) => {
              const files = readChosen(list);
              if (files.length > 0) offer.take(files);
            }}
          >
            <Button icon="folder">{text.chooseFolder}</Button>
          </FileTrigger>
        </div>
      ) : (
        <div className="drop-progress stack-tight" role="status">
          <ProgressLine
            label={text.copying(progress.done, progress.total)}
            total={progress.total === 0 ? null : progress.total}
            parts={[{ kind: 'done', count: progress.done }]}
          />
          <p className="soft">{text.copying(progress.done, progress.total)}</p>
        </div>
      )}
    </DropZone>
  );
}
