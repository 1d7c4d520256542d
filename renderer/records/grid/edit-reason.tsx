import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { batchText } from '#shared/text/batch.en.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { gridEditText as text } from '#shared/text/grid-edit.en.ts';

import { ChangeKindField } from '../../changes/change-kind-field.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Why } from './use-grid-edits.ts';
import { plainWhy } from './use-grid-edits.ts';

interface Props {
  readonly why: Why;
  readonly onChange: (why: Why) => void;
}

/**
 * Says what edits in the grid are stored as. Before they are made: the history is only written on, so that a kind
 * or a reason cannot be put behind an edit.
 */
export function EditReason({ why, onChange }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const isPlain = why.kind === plainWhy.kind && why.reason === null;
  const kind = changesText.changeKind[why.kind];
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <AriaButton className="button button-plain value-bar-why">
        <span className="soft small">{text.storedAs}</span>{' '}
        <span className={isPlain ? 'cut small' : 'cut small strong'}>
          {why.reason === null ? kind : `${kind}: ${why.reason}`}
        </span>
        <Icon name="down" size={12} />
      </AriaButton>
      <Popover className="popover views-popover" placement="top end" offset={4}>
        <Dialog aria-label={text.whyTitle} className="filter-dialog">
          <form
            className="stack-tight"
            onSubmit={(event) => {
              event.preventDefault();
              setIsOpen(false);
            }}
          >
            <p className="soft small">{text.whyHint}</p>
            <ChangeKindField kind={why.kind} onChange={(kind) => onChange({ ...why, kind })} />
            <ReasonField why={why} onChange={onChange} />
            <p className="line">
              <Button type="submit">{text.whyDone}</Button>
              {!isPlain && (
                <Button
                  kind="plain"
                  onPress={() => {
                    onChange(plainWhy);
                    setIsOpen(false);
                  }}
                >
                  {text.whyPlain}
                </Button>
              )}
            </p>
          </form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ReasonField({ why, onChange }: Props) {
  const [typed, setTyped] = useState(why.reason ?? '');
  return (
    <TextField
      label={batchText.reason}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onChange({ ...why, reason: next.trim() === '' ? null : next.trim() });
      }}
    />
  );
}
