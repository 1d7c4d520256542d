import type { RepositoryDetail as Repository } from '#shared/contract/repositories.ts';
import { formatCount, formatDateTime } from '#shared/text/format.ts';
import { repositoriesText as text, vaultText } from '#shared/text/repositories.en.ts';
import { environmentText } from '#shared/text/states.en.ts';

import { goTo } from '../app/use-route.ts';
import { DefaultsForm } from '../collections/defaults-form.tsx';
import { Button } from '../components/button.tsx';
import { EnvironmentBadge } from '../components/environment-badge.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Notice } from '../components/notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { DriftSection } from '../sync/drift-section.tsx';
import { AccountRights } from './account-rights.tsx';
import { ChangeCredential } from './change-credential.tsx';
import { CheckAccount } from './check-account.tsx';
import { ReadRepository } from './read-repository.tsx';
import { PracticeHoldings } from './practice-holdings.tsx';
import { PracticeSection } from './practice-section.tsx';
import { PublishQuota } from './publish-quota.tsx';
import { RemoveAccount } from './remove-account.tsx';
import { RenameAccount } from './rename-account.tsx';

export function RepositoryDetail({ repository }: { readonly repository: Repository }) {
  const save = useCommand('repositories.setDefaults');
  const actions = useActions();
  const isPractice = repository.environment === 'practice';
  const isWorkedWith = repository.removedAt === null;
  return (
    <div className="screen-body">
      <div className="screen-narrow">
        <div className="collection-head">
          <div className="collection-name">
            <h2 className="title">{repository.name}</h2>
            <p className="line soft">
              <EnvironmentBadge environment={repository.environment} />
              {environmentText[repository.environment].meaning}
            </p>
          </div>
          <span className="push" />
          {isWorkedWith && <RenameAccount repository={repository} />}
        </div>
        {repository.removedAt !== null && (
          <Notice
            kind="hint"
            actions={
              <Button onPress={() => goTo({ screen: 'repositories', repositoryId: 'new' })}>
                {text.addAgain}
              </Button>
            }
          >
            {text.removedNotice}
          </Notice>
        )}
        <section className="section">
          <h3 className="section-title">{text.account}</h3>
          <div className="stack">
            <FactList facts={accountFacts(repository)} />
            {isWorkedWith && (
              <div className="line account-actions">
                {repository.access === 'write' && !isPractice && (
                  <ChangeCredential repository={repository} />
                )}
                <CheckAccount repositoryId={repository.id} />
              </div>
            )}
          </div>
        </section>
        {isWorkedWith && <AccountRights repository={repository} />}
        {isWorkedWith && <PublishQuota repositoryId={repository.id} />}
        {isWorkedWith && <ReadRepository repositoryId={repository.id} />}
        {isWorkedWith && <DriftSection repositoryId={repository.id} />}
        {isPractice && (
          <>
            <PracticeSection repository={repository} />
            <PracticeHoldings />
          </>
        )}
        {isWorkedWith && (
          <section className="section">
            <h3 className="section-title">{text.defaults}</h3>
            <DefaultsForm
              given={repository.defaults}
              hint={text.defaultsHint}
              saveLabel={text.saveDefaults}
              isPending={save.pending}
              error={save.error}
              onSave={(defaults) =>
                void save.run({ id: repository.id, defaults }).then((answer) => {
                  if (answer.ok) actions.notify(text.saved);
                })
              }
            />
          </section>
        )}
        {isWorkedWith && !isPractice && <RemoveAccount repository={repository} />}
      </div>
    </div>
  );
}

function accountFacts(repository: Repository) {
  const mono = (value: string) => <span className="mono">{value}</span>;
  return [
    { name: text.clientId, value: mono(repository.clientId) },
    { name: text.endpoint, value: mono(repository.endpoint) },
    {
      name: text.prefixes,
      value:
        repository.prefixes.length === 0 ? text.noPrefixes : mono(repository.prefixes.join(', ')),
    },
    { name: text.domains, value: repository.domains?.join(', ') ?? text.anyDomain },
    {
      name: text.member,
      value:
        repository.member === null ? (
          text.memberUnknown
        ) : (
          <>
            {repository.member.name ?? repository.member.id.toUpperCase()}
            {repository.member.consortium !== null &&
              `, ${text.consortium(repository.member.consortium)}`}
          </>
        ),
    },
    {
      name: text.credential,
      value: repository.hasCredential
        ? `${text.credentialKinds[repository.credential].label}, ${text.hasCredential.toLowerCase()} ${vaultText[repository.vaultStrength]}`
        : text.noCredential,
    },
    {
      name: text.checkedAt,
      value: repository.checkedAt === null ? text.notChecked : formatDateTime(repository.checkedAt),
    },
    { name: text.records, value: formatCount(repository.recordCount) },
  ];
}
