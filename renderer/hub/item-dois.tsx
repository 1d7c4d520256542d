import { useState } from 'react';

import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import { doiInWords } from '#shared/doi/unreal-doi.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { ChangeView } from '../components/change-view.tsx';
import { CodeView } from '../components/code-view.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { Notice } from '../components/notice.tsx';
import { GenerationDialog } from './generation-dialog.tsx';
import { GenerationNotice } from './generation-notice.tsx';
import { MintDialog } from './mint-dialog.tsx';

const text = hubScreenText.panel;

/** All DOIs of an item, the current ones first; how each is cited, and how to get another. */
export function ItemDois({
  item,
  repository,
}: {
  readonly item: HubItemDetail;
  readonly repository: ChosenRepository;
}) {
  const [open, setOpen] = useState<'generate' | 'mint' | null>(null);
  const isNew = item.dois.some(({ mintedBy }) => mintedBy === 'hub');
  return (
    <div className="stack">
      <GenerationNotice item={item} />
      {item.dois.length === 0 && <p className="soft">{text.noDoi}</p>}
      {item.dois.map((each) => (
        <DoiSection key={each.doi} doi={each} />
      ))}
      <div className="line line-wrap">
        {item.offersDois && (
          <Button onPress={() => setOpen('generate')}>{text.generate(isNew)}</Button>
        )}
        <Button onPress={() => setOpen('mint')}>{text.mint}</Button>
      </div>
      {!item.offersDois && <p className="soft">{text.noOffer}</p>}
      {item.snippet !== null && (
        <section className="section">
          <h3 className="section-title">{text.snippet}</h3>
          <p className="soft">{text.snippetHint}</p>
          <CodeView what={text.snippet} text={item.snippet} />
        </section>
      )}
      {open === 'generate' && <GenerationDialog item={item} onClose={() => setOpen(null)} />}
      {open === 'mint' && (
        <MintDialog item={item} repository={repository} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function DoiSection({ doi }: { readonly doi: HubItemDetail['dois'][number] }) {
  return (
    <section className="hub-doi" aria-label={doi.doi}>
      <div className="line line-wrap">
        <DoiName doi={doi.doi} />
        <CopyButton text={doiInWords(doi.doi)} what="DOI" />
        <span className="push" />
        {doi.outdatedAt !== null && (
          <span className="soft">
            {text.outdated}
            {doi.successor === null ? '' : `, ${text.successor(doi.successor)}`}
          </span>
        )}
      </div>
      <p className="soft">
        {doi.role === 'canonical'
          ? text.canonical
          : doi.revision === null
            ? ''
            : text.forRevision(doi.revision)}
        {'. '}
        {doi.mintedBy === 'hub' ? text.observed : text.ours}
      </p>
      {doi.role === 'version' && doi.outdatedAt === null && <Drift doi={doi} />}
      <h3 className="small strong">{text.cite}</h3>
      <CodeView what={text.cite} text={doi.citation} />
    </section>
  );
}

function Drift({ doi }: { readonly doi: HubItemDetail['dois'][number] }) {
  const isOwn = doi.mintedBy === 'own';
  if (!isOwn && (doi.recordOutcome === null || doi.recordOutcome === 'failed'))
    return <p className="soft">{text.notRead}</p>;
  if (doi.recordOutcome === 'not-public') return <Notice kind="hint" title={text.notPublic} />;
  if (doi.drift.length === 0)
    return <p className="soft">{isOwn ? text.noOwnDrift : text.noDrift}</p>;
  return (
    <section className="stack-tight">
      <h3 className="small strong">{isOwn ? text.ownDrift : text.drift}</h3>
      <p className="small soft">
        {text.sides(text.inCard, isOwn ? text.inOwnRecord : text.inRecord)}
      </p>
      {doi.drift.map(({ fact, before, after, isLeftOut }) => (
        <ChangeView
          key={fact}
          path={hubScreenText.factNames[fact]}
          before={before === '' ? null : before}
          after={isLeftOut ? text.leftOut : after}
          beforeLabel={text.inCard}
          afterLabel={isOwn ? text.inOwnRecord : text.inRecord}
        />
      ))}
    </section>
  );
}
