import { useState } from 'react';

import type { CollectionSummary } from '#shared/contract/collections.ts';
import { collectionsText as text } from '#shared/text/collections.en.ts';
import { policiesText } from '#shared/text/policies.en.ts';
import { reviewScreenText } from '#shared/text/review-screen.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { RegisterDialog } from '../outbox/register-dialog.tsx';
import { ReviewPolicySection } from '../review/review-policy-form.tsx';
import { ShareMenu } from '../share/share-menu.tsx';
import { useActions } from '../store/steward.ts';
import { CollectionDefaults } from './collection-defaults.tsx';
import { CollectionNeeds } from './collection-needs.tsx';
import { FindingsPolicy } from './findings-policy.tsx';
import { ImportList } from './import-list.tsx';
import { StateCounts } from './state-counts.tsx';

interface Props {
  readonly collection: CollectionSummary;
  readonly repository: ChosenRepository;
}

export function CollectionDetail({ collection, repository }: Props) {
  const actions = useActions();
  const [isRegistering, setIsRegistering] = useState(false);
  const showRecords = (): void => {
    actions.setRecordFilter({ collectionId: collection.id });
    goTo({ screen: 'records', doi: null });
  };

  return (
    <div className="screen-body">
      <div className="screen-narrow">
        <div className="collection-head">
          <div className="collection-name">
            <h2 className="title">{collection.name}</h2>
            <p className="soft">
              {text.records(collection.recordCount)}
              {collection.lastImportAt !== null && (
                <>
                  {' · '}
                  {text.lastImport} <TimeAgo at={collection.lastImportAt} />
                </>
              )}
            </p>
          </div>
          <ShareMenu collectionId={collection.id} />
          <Button icon="records" onPress={showRecords}>
            {text.showRecords}
          </Button>
          <Button kind="main" icon="outbox" onPress={() => setIsRegistering(true)}>
            {text.register}
          </Button>
        </div>

        <section className="section">
          <h3 className="section-title">{text.findings}</h3>
          <CollectionNeeds collection={collection} />
        </section>
        <section className="section">
          <h3 className="section-title">{text.states}</h3>
          <StateCounts collection={collection} />
        </section>
        <section className="section">
          <h3 className="section-title">{text.imports}</h3>
          <ImportList collectionId={collection.id} />
        </section>
        <section className="section">
          <h3 className="section-title">{policiesText.title}</h3>
          <FindingsPolicy collection={collection} />
        </section>
        <section className="section">
          <h3 className="section-title">{reviewScreenText.policy}</h3>
          <ReviewPolicySection collectionId={collection.id} />
        </section>
        <section className="section">
          <h3 className="section-title">{text.defaults}</h3>
          <CollectionDefaults collection={collection} />
        </section>
      </div>
      <RegisterDialog
        selection={{ collectionId: collection.id }}
        repository={repository}
        isOpen={isRegistering}
        onClose={() => setIsRegistering(false)}
        onShowInvalid={() => {
          actions.setRecordFilter({ collectionId: collection.id, findings: 'errors' });
          goTo({ screen: 'records', doi: null });
        }}
      />
    </div>
  );
}
