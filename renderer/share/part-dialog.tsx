import { useState } from 'react';

import { partText as text } from '#shared/text/version-part.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { CodeView } from '../components/code-view.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly doi: string;
  readonly onClose: () => void;
}

/** A part of a record: cited under the DOI that is there, or given one of its own (requirement A40). */
export function PartDialog({ doi, onClose }: Props) {
  const actions = useActions();
  const [selection, setSelection] = useState('');
  const [which, setWhich] = useState<'whole' | 'own'>('whole');
  const [title, setTitle] = useState('');
  const [url, setUrl] = useState('');
  const [values, setValues] = useState<'as-they-were' | 'worked-on'>('as-they-were');
  const [year] = useState(() => String(new Date().getFullYear()));
  const create = useCommand('versions.createPart');
  const isNamed = selection.trim() !== '';
  const { data: cited, error } = useQuery(
    'versions.citePart',
    isNamed ? { doi, selection } : null,
    {
      keepPrevious: true,
    },
  );
  const isReady = isNamed && title.trim() !== '' && url.trim() !== '';
  const handleCreate = async (): Promise<void> => {
    const isChanged = values === 'worked-on';
    const answers = { title, selection, url, publicationYear: year, isChanged };
    const made = await create.run({ doi, answers, reason: null });
    if (!made.ok) return;
    actions.notify(text.made(made.value.doi));
    onClose();
    goTo({ screen: 'records', doi: made.value.doi });
  };
  return (
    <Dialog
      title={text.title}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={!create.pending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={create.pending}>
            {text.close}
          </Button>
          {which === 'own' && (
            <Button
              kind="main"
              isDisabled={!isReady}
              isPending={create.pending}
              onPress={() => void handleCreate()}
            >
              {text.make}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <TextField
          label={text.selection}
          hint={text.selectionHint}
          value={selection}
          onChange={setSelection}
        />
        {isNamed && cited !== undefined ? (
          <CodeView text={cited.citation} what={text.citation} />
        ) : (
          <p className="soft">{text.noCitation}</p>
        )}
        {cited?.isOurs === true && (
          <ChoiceCards
            label={text.whether}
            value={which}
            onChange={setWhich}
            choices={[
              { id: 'whole', ...text.whole },
              { id: 'own', ...text.own },
            ]}
          />
        )}
        {which === 'own' && (
          <>
            <TextField label={text.partTitle} value={title} onChange={setTitle} />
            <TextField label={text.url} value={url} onChange={setUrl} isMono />
            <ChoiceCards
              label={text.values}
              value={values}
              onChange={setValues}
              choices={[
                { id: 'as-they-were', ...text.asTheyWere },
                { id: 'worked-on', ...text.workedOn },
              ]}
            />
          </>
        )}
        {error !== undefined && <ErrorNotice error={error} />}
        {create.error !== null && <ErrorNotice error={create.error} />}
      </div>
    </Dialog>
  );
}
