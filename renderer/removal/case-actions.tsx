import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useCommand } from '../store/use-command.ts';
import { AlternativesDialog } from './alternatives-dialog.tsx';
import { BeginDialog } from './begin-dialog.tsx';
import { CaseExport } from './case-export.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { LetterDialog } from './letter-dialog.tsx';

type Open =
  | 'alternatives'
  | 'approve'
  | 'decline'
  | 'begin'
  | 'restore'
  | 'letter-hub'
  | 'letter-requester'
  | null;

type Move = 'take-back' | 'send' | 'granted' | 'refused' | 'revoke' | 'complete' | 'reopen';

interface Props {
  readonly detail: CaseDetail;
  readonly repository: ChosenRepository;
  readonly onShow: (tab: string) => void;
}

/** What a person can do with the case now: only what its state knows. */
export function CaseActions({ detail, repository, onShow }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const move = useCommand('removal.move');
  const look = useCommand('removal.lookAgain');
  const can = (event: CaseDetail['can'][number]): boolean => detail.can.includes(event);
  const isHub = detail.owner === 'hub';
  const isRemoval = detail.kind === 'deletion' && !isHub;
  const close = (): void => setOpen(null);
  const { counts } = detail;
  const begins = counts.listed + counts['half-done'];
  const restores = counts.done + counts['half-done'] + counts['half-restored'];
  const goes = (event: Move): void =>
    void move.run({ id: detail.id, event, alternative: null, note: '' });
  const plain = (event: Move, label: string) =>
    can(event) && <Button onPress={() => goes(event)}>{label}</Button>;

  return (
    <div className="case-actions" role="group" aria-label={text.actions}>
      <div className="line line-wrap">
        {can('choose') && (
          <Button onPress={() => setOpen('alternatives')}>{text.alternatives}</Button>
        )}
        {isHub && can('send') && (
          <Button kind="main" icon="copy" onPress={() => setOpen('letter-hub')}>
            {text.letterHub}
          </Button>
        )}
        {!isHub && can('approve') && (
          <Button kind="main" icon="check" onPress={() => setOpen('approve')}>
            {text.approve}
          </Button>
        )}
        {!isHub && can('decline') && (
          <Button icon="close" onPress={() => setOpen('decline')}>
            {text.decline}
          </Button>
        )}
        {isHub && plain('send', text.sent)}
        {plain('granted', text.granted)}
        {plain('refused', text.refused)}
        {isRemoval && can('begin') && begins > 0 && (
          <Button
            sendsTo={repository.environment}
            isDisabled={detail.blocked !== null}
            onPress={() => setOpen('begin')}
          >
            {detail.status === 'half-done'
              ? text.goOn(begins)
              : text.begin(begins, repository.name)}
          </Button>
        )}
        {counts.working > 0 && (
          <Button icon="retry" isPending={look.pending} onPress={() => void look.run({})}>
            {text.lookAgain}
          </Button>
        )}
        {can('restore') && restores > 0 && (
          <Button icon="undo" onPress={() => setOpen('restore')}>
            {text.restore(restores)}
          </Button>
        )}
        {!isRemoval && plain('complete', text.complete)}
        {plain('revoke', text.revoke)}
        {plain('take-back', text.takeBack)}
        {plain('reopen', text.reopen)}
        <span className="push" />
        <Button kind="plain" onPress={() => setOpen('letter-requester')}>
          {text.letterRequester}
        </Button>
        <CaseExport id={detail.id} />
      </div>
      {isRemoval && can('begin') && detail.blocked !== null && (
        <p className="small case-blocked">{detail.blocked}</p>
      )}
      {move.error !== null && <ErrorNotice error={move.error} />}
      {open === 'alternatives' && <AlternativesDialog detail={detail} onClose={close} />}
      {(open === 'approve' || open === 'decline') && (
        <DecisionDialog
          detail={detail}
          decision={open}
          onClose={close}
          onFix={() => {
            close();
            onShow('tombstone');
          }}
        />
      )}
      {(open === 'begin' || open === 'restore') && (
        <BeginDialog
          detail={detail}
          repository={repository}
          direction={open}
          count={open === 'begin' ? begins : restores}
          onClose={close}
          onBegun={() => {
            close();
            onShow('steps');
          }}
        />
      )}
      {(open === 'letter-hub' || open === 'letter-requester') && (
        <LetterDialog
          id={detail.id}
          to={open === 'letter-hub' ? 'hub' : 'requester'}
          name={detail.name}
          onClose={close}
        />
      )}
    </div>
  );
}
