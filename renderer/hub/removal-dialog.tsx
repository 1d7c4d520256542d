import { removalScreens } from '#shared/text/removal-screens.en.ts';

import { goTo } from '../app/use-route.ts';
import { CommandDialog } from '../components/command-dialog.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { useCommand } from '../store/use-command.ts';

const text = removalScreens.fromHub;

/** An item of ours is gone from its hub: its own DOI gets a case, in which a tombstone is decided on. */
export function RemovalDialog({
  doi,
  onClose,
}: {
  readonly doi: string;
  readonly onClose: () => void;
}) {
  const open = useCommand('removal.open');
  const handleOpen = async (): Promise<void> => {
    const answer = await open.run({
      requests: [
        {
          kind: 'deletion',
          owner: 'own',
          dois: [doi],
          requester: '',
          requesterContact: '',
          request: text.request,
          discussionUrl: '',
          dueOn: null,
          reason: 'hub-removed',
          origin: 'watch',
        },
      ],
    });
    const [caseId] = answer.ok ? answer.value.ids : [];
    if (caseId !== undefined) goTo({ screen: 'requests', caseId });
  };
  return (
    <CommandDialog
      title={text.title}
      onClose={onClose}
      command={open}
      button={text.open}
      isReady
      onRun={handleOpen}
    >
      <p>
        <DoiName doi={doi} />
      </p>
      <p>{text.body}</p>
    </CommandDialog>
  );
}
