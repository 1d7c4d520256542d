import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';

import type { Output } from '#shared/contract/contract.ts';
import { reserveText as text } from '#shared/text/collections.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FormField } from '../components/form-field.tsx';
import { Notice } from '../components/notice.tsx';
import { saveText } from '../components/save-text.ts';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly repository: ChosenRepository;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What is typed; the contract's own limits, with sentences for people. */
const typed = z.object({
  count: z
    .string()
    .regex(/^\s*\d{1,5}\s*$/, text.badCount)
    .refine((value) => Number(value) >= 1 && Number(value) <= 10_000, text.badCount),
  purpose: z.string().trim().min(1, text.needed).max(500),
  owner: z.string().trim().min(1, text.needed).max(200),
  expiresOn: z.union([z.literal(''), z.iso.date()]),
});

/** Chooses names now for items that come later. */
export function ReserveDialog({ repository, isOpen, onClose }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  const reserve = useCommand('reservations.create');
  const [made, setMade] = useState<Output<'reservations.create'> | null>(null);
  const form = useForm({
    resolver: zodResolver(typed),
    defaultValues: { count: '10', purpose: '', owner: '', expiresOn: '' },
  });
  const save = async (batchId: string): Promise<void> => {
    try {
      const sheet = await client.call('reservations.csvText', { batchId });
      saveText([sheet.text], 'reserved-names.csv', 'text/csv');
    } catch (cause) {
      actions.notify(toAppError(cause).message);
    }
  };
  const close = (): void => {
    form.reset();
    reserve.clear();
    setMade(null);
    onClose();
  };
  const handleSubmit = form.handleSubmit(async (values) => {
    const answer = await reserve.run({
      repositoryId: repository.id,
      count: Number(values.count),
      purpose: values.purpose,
      owner: values.owner,
      expiresOn: values.expiresOn === '' ? null : values.expiresOn,
    });
    if (answer.ok) setMade(answer.value);
  });

  if (made !== null) {
    return (
      <Dialog
        title={text.title}
        isOpen={isOpen}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{text.close}</Button>
            <Button kind="main" icon="save" onPress={() => void save(made.batchId)}>
              {text.save}
            </Button>
          </>
        }
      >
        <Notice kind="good" title={text.done(made.dois.length)} />
        <ul className="reserved" tabIndex={0} aria-label={text.list}>
          {made.dois.slice(0, 200).map((doi) => (
            <li key={doi}>
              <DoiName doi={doi} />
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={text.title}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{text.cancel}</Button>
          <Button kind="main" type="submit" form="reserve" isPending={reserve.pending}>
            {text.run}
          </Button>
        </>
      }
    >
      <form id="reserve" className="stack" onSubmit={(event) => void handleSubmit(event)}>
        <p className="soft">{text.body}</p>
        <FormField control={form.control} name="count" label={text.count} />
        <FormField control={form.control} name="purpose" label={text.purpose} />
        <FormField control={form.control} name="owner" label={text.owner} />
        <FormField
          control={form.control}
          name="expiresOn"
          type="date"
          label={text.expiresOn}
          hint={text.expiresHint}
        />
        {reserve.error !== null && <ErrorNotice error={reserve.error} />}
      </form>
    </Dialog>
  );
}
