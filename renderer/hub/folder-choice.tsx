import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import { hubScreenText as text } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import type { OfferedFile } from '../transport/host-link.ts';

interface FolderProps {
  readonly files: readonly OfferedFile[];
  readonly onChange: (files: readonly OfferedFile[]) => void;
}

/** Cards, citations, scores, and what names the revision of a clone and where it was made from. */
const wanted =
  /^(?!.*\/\.(?!git\/|eval_results\/)).*(?:^|\/)(?:README\.md|CITATION\.cff|\.eval_results\/[\w.-]+\.ya?ml|\.git\/(?:HEAD|config|packed-refs|refs\/heads\/[\w./-]+))$/;

function isCard(path: string): boolean {
  return path.endsWith('README.md');
}

/** Of a folder only those files are handed over, never its data or weights. */
export function FolderChoice({ files, onChange }: FolderProps) {
  const [isEmpty, setIsEmpty] = useState(false);
  return (
    <div className="line line-wrap">
      <FileTrigger
        acceptDirectory
        onSelect={(list) => {
          const cards = [...(list ?? [])]
            .map((file) => ({
              file,
              path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
            }))
            .filter(({ path }) => wanted.test(path));
          setIsEmpty(!cards.some(({ path }) => isCard(path)));
          onChange(cards);
        }}
      >
        <Button icon="folder">{text.chooseFolder}</Button>
      </FileTrigger>
      <span className="soft" role="status">
        {isEmpty
          ? text.noCards
          : files.length > 0
            ? text.folderChosen(files.filter(({ path }) => isCard(path)).length)
            : ''}
      </span>
    </div>
  );
}
