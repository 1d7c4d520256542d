import { zodResolver } from '@hookform/resolvers/zod';
import { useController, useForm } from 'react-hook-form';
import { z } from 'zod';

import { contract } from '#shared/contract/contract.ts';
import { appText } from '#shared/text/app.en.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';
import { environmentText } from '#shared/text/states.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FormField } from '../components/form-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

const environments = ['test', 'production', 'custom'] as const;
const accesses = ['write', 'observe'] as const;
const kinds = ['password', 'api-key'] as const;

/** The contract's own schema, with sentences for the fields that a person must fill in. */
const typed = z.object({
  ...contract['repositories.add'].input.shape,
  name: z.string().trim().min(1, text.needed).max(500),
  clientId: z.string().trim().min(3, text.tooShort).max(100),
  password: z.string().max(500),
  access: z.enum(accesses),
  credential: z.enum(kinds),
  endpoint: z.union([z.literal(''), z.url().max(500)]),
});

/** Another account. The password goes inwards once, and this page forgets it. */
export function AddRepository() {
  const add = useCommand('repositories.add');
  const actions = useActions();
  const form = useForm({
    resolver: zodResolver(typed),
    defaultValues: {
      name: '',
      environment: 'test' as (typeof environments)[number],
      access: 'write' as (typeof accesses)[number],
      credential: 'password' as 'password' | 'api-key',
      clientId: '',
      password: '',
      endpoint: '',
    },
  });
  const environment = useController({ control: form.control, name: 'environment' });
  const access = useController({ control: form.control, name: 'access' });
  const credential = useController({ control: form.control, name: 'credential' });
  const isOurs = access.field.value === 'write';
  const handleSubmit = form.handleSubmit(async (values) => {
    const answer = await add.run({
      name: values.name,
      environment: values.environment,
      clientId: values.clientId,
      access: values.access,
      credential: values.credential,
      ...(values.password === '' ? {} : { password: values.password }),
      ...(values.endpoint === '' ? {} : { endpoint: values.endpoint }),
    });
    form.resetField('password');
    if (!answer.ok) return;
    actions.notify(text.added(answer.value.name));
    goTo({ screen: 'repositories', repositoryId: answer.value.id });
  });

  return (
    <div className="screen-body">
      <form
        className="screen-narrow stack add-repository"
        autoComplete="off"
        onSubmit={(event) => void handleSubmit(event)}
      >
        <div>
          <h2 className="title">{text.addTitle}</h2>
          <p className="soft">{text.addHint}</p>
        </div>
        <ChoiceCards
          label={text.environment}
          value={environment.field.value}
          onChange={environment.field.onChange}
          choices={environments.map((id) => ({
            id,
            label: environmentText[id].label,
            detail: environmentText[id].meaning,
          }))}
        />
        <ChoiceCards
          label={text.access}
          value={access.field.value}
          onChange={access.field.onChange}
          choices={accesses.map((id) => ({ id, ...text.accesses[id] }))}
        />
        {isOurs && (
          <ChoiceCards
            label={text.credentialKind}
            value={credential.field.value}
            onChange={credential.field.onChange}
            choices={kinds.map((id) => ({ id, ...text.credentialKinds[id] }))}
          />
        )}
        <div className="form-grid">
          <FormField control={form.control} name="name" label={text.name} hint={text.nameHint} />
          <FormField
            control={form.control}
            name="clientId"
            label={text.clientId}
            hint={text.clientIdHint}
            isMono
          />
          {isOurs && (
            <FormField
              control={form.control}
              name="password"
              type="password"
              autoComplete="new-password"
              label={text.credentialKinds[credential.field.value].label}
              hint={text.passwordHint}
            />
          )}
          {environment.field.value === 'custom' && (
            <FormField
              control={form.control}
              name="endpoint"
              label={text.endpoint}
              hint={text.endpointHint}
              isMono
            />
          )}
        </div>
        {add.error !== null && <ErrorNotice error={add.error} />}
        <div className="line">
          <Button type="submit" kind="main" isPending={add.pending}>
            {text.save}
          </Button>
          <Button onPress={() => goTo({ screen: 'repositories', repositoryId: null })}>
            {appText.cancel}
          </Button>
        </div>
      </form>
    </div>
  );
}
