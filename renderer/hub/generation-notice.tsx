import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useCommand } from '../store/use-command.ts';

const text = hubScreenText.generation;

/** How guided generation stands: what is waited for, or what came of it. */
export function GenerationNotice({ item }: { readonly item: HubItemDetail }) {
  const poll = useCommand('hub.pollGeneration');
  const stop = useCommand('hub.stopGeneration');
  const { generation } = item;
  if (generation === null || generation.status === 'stopped') return null;
  const { doi, revision, expectedRevision, hasTag, status } = generation;
  const isWaiting = status === 'waiting' || status === 'pending';
  const actions = isWaiting ? (
    <div className="line line-wrap">
      <Button isPending={poll.pending} onPress={() => void poll.run({ itemId: item.id })}>
        {text.ask}
      </Button>
      <a
        className="button button-normal"
        href={item.settingsAddress}
        target="_blank"
        rel="noreferrer"
      >
        {text.openAgain}
      </a>
      <Button kind="plain" onPress={() => void stop.run({ itemId: item.id })}>
        {text.stop}
      </Button>
    </div>
  ) : undefined;
  const kind = status === 'done' ? 'good' : status === 'other-revision' ? 'warning' : 'hint';
  const words =
    status === 'waiting'
      ? text.waiting(expectedRevision)
      : status === 'pending'
        ? text.pending
        : status === 'done'
          ? text.done(doi ?? '', revision)
          : text.other(doi ?? '', revision ?? '', expectedRevision);
  return (
    <Notice kind={kind} actions={actions}>
      <p role="status">{words}</p>
      {hasTag === false && <p>{text.noTag}</p>}
    </Notice>
  );
}
