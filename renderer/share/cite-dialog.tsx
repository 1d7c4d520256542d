import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import type { ShareForm } from '#shared/share/share-record.ts';
import { shareForms } from '#shared/share/share-record.ts';
import { shareText as text } from '#shared/text/share.en.ts';
import { positionText } from '#shared/text/version-place.en.ts';
import { partText } from '#shared/text/version-part.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { CodeView } from '../components/code-view.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { saveText } from '../components/save-text.ts';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { printAs, SheetView } from './sheet-view.tsx';
import { recommended, StyleField } from './style-field.tsx';
import './share.css';

type Which = 'this' | 'latest' | 'newest';

interface Props {
  readonly doi: string;
  readonly onClose: () => void;
  readonly onPart: () => void;
}

/** A record's citation and everything else that is put where people look for it. */
export function CiteDialog({ doi, onClose, onPart }: Props) {
  const [which, setWhich] = useState<Which>('this');
  const [form, setForm] = useState<ShareForm>('how-to-cite');
  const [style, setStyle] = useState<string>(recommended);
  const { data: place } = useQuery('share.place', { doi });
  const { data, error } = useQuery(
    'share.record',
    { doi, which, form, style: style === recommended ? null : style },
    { keepPrevious: true },
  );
  const choices = whichOf(doi, place);
  return (
    <Dialog
      title={text.title}
      width="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.close}</Button>
          <Button onPress={onPart}>{partText.open}</Button>
          {data?.sheet != null && (
            <Button onPress={() => printAs(data.fileName)}>{text.print}</Button>
          )}
          <Button
            kind="main"
            icon="save"
            isDisabled={data === undefined}
            onPress={() => {
              if (data !== undefined) saveText([data.text], data.fileName, data.mediaType);
            }}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        {place !== undefined && place.mark !== '' && (
          <Notice kind="warning" title={text.unreal(place.mark)} />
        )}
        {place?.isPublic === false && <Notice kind="hint" title={text.draft} />}
        {place?.position != null && <p>{positionText(place.position)}</p>}
        {place?.position?.kind === 'canonical' && (
          <Notice kind="hint" title={text.pointsToLatest} />
        )}
        {choices.length > 1 && (
          <ChoiceCards label={text.which} value={which} onChange={setWhich} choices={choices} />
        )}
        <div className="line line-wrap">
          <SelectField
            label={text.form}
            value={form}
            onChange={(id) => setForm(id as ShareForm)}
            groups={[
              { title: '', choices: shareForms.map((id) => ({ id, label: text.forms[id] })) },
            ]}
          />
          {form === 'how-to-cite' && <StyleField style={style} onChange={setStyle} />}
        </div>
        {error !== undefined && <ErrorNotice error={error} />}
        {data === undefined ? (
          <Skeleton lines={4} />
        ) : data.sheet !== null ? (
          <SheetView sheet={data.sheet} />
        ) : (
          <div className="cite-text">
            <CodeView text={data.text} what={text.forms[form]} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** What can be cited in place of one another: a version or the item as a whole (requirement A10). */
function whichOf(
  doi: string,
  place: Output<'share.place'> | undefined,
): { id: Which; label: string; detail: string }[] {
  if (place?.position?.kind === 'canonical') {
    const { latest } = place.position;
    return latest === null
      ? []
      : [
          { id: 'this', ...text.whole },
          { id: 'newest', ...text.newest(latest) },
        ];
  }
  return place?.latest == null || place.latest === doi
    ? []
    : [
        { id: 'this', ...text.this },
        { id: 'latest', ...text.latest },
      ];
}
