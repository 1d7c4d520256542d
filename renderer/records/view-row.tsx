import { useId, useLayoutEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import type { SavedView } from '#shared/contract/views.ts';
import { errorsText } from '#shared/text/errors.en.ts';
import { formatCount } from '#shared/text/format.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly view: SavedView;
  /** A view that is not counted yet is not one without records. */
  readonly count: number | undefined;
  readonly onOpen: () => void;
}

/** A saved view in the menu of them: opened, given another name in its place, or removed. */
export function ViewRow({ view, count, onOpen }: Props) {
  const remove = useCommand('views.remove');
  const [isRenaming, setIsRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  useLayoutEffect(() => {
    // The field took the focus from here, and gives it back at once: by `autoFocus` it waits until what moves on the
    // screen rests, because Enter in a field counts as a click that nobody made.
    if (wasRenaming.current && !isRenaming) pencil.current?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);
  return (
    <li className="line view-row">
      {isRenaming ? (
        <RenameView view={view} onDone={() => setIsRenaming(false)} />
      ) : (
        <>
          <AriaButton className="view-open" onPress={onOpen}>
            <span className="cut" title={view.name}>
              {view.name}
            </span>
            <span className="push soft small">
              {count === undefined ? text.waiting : formatCount(count)}
            </span>
          </AriaButton>
          <IconButton
            icon="edit"
            label={text.renameView(view.name)}
            ref={pencil}
            onPress={() => setIsRenaming(true)}
          />
        </>
      )}
      <IconButton
        icon="close"
        label={text.removeView(view.name)}
        onPress={() => void remove.run({ id: view.id })}
      />
    </li>
  );
}

function RenameView({ view, onDone }: { readonly view: SavedView; readonly onDone: () => void }) {
  const id = useId();
  const actions = useActions();
  const rename = useCommand('views.rename');
  const [typed, setTyped] = useState(view.name);
  const name = typed.trim();
  const { error } = rename;
  const handleSave = async (): Promise<void> => {
    if (name === '' || rename.pending) return;
    if (name !== view.name) {
      const renamed = await rename.run({ id: view.id, name });
      if (!renamed.ok) return;
      actions.notify(text.viewRenamed(renamed.value.name));
    }
    onDone();
  };
  return (
    <form
      className="line line-wrap view-rename"
      onSubmit={(event) => {
        event.preventDefault();
        void handleSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        // It leaves the field, and not the menu.
        event.stopPropagation();
        onDone();
      }}
    >
      <input
        className="input"
        aria-label={text.newViewName(view.name)}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : id}
        maxLength={100}
        autoFocus
        onFocus={(event) => event.target.select()}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          rename.clear();
        }}
      />
      {/* In words: the sign would have a tooltip under the pointer, which takes the first Escape. */}
      <Button type="submit" isDisabled={name === ''}>
        {text.rename}
      </Button>
      {error !== null && (
        <p id={id} className="field-error" role="alert">
          {error.message} {error.nextStep ?? errorsText[error.code].nextStep}
        </p>
      )}
    </form>
  );
}
