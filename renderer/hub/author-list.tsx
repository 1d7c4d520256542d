import { useState } from 'react';

import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

const text = hubScreenText.panel;
const mostAuthors = 500;

interface Line {
  readonly name: string;
  readonly orcid: string;
}

/** The ordered list of authors that a steward builds; ORCID iDs stay here, since a hub has no place for them (D23). */
export function AuthorList({ item }: { readonly item: HubItemDetail }) {
  const actions = useActions();
  const save = useCommand('hub.setAuthors');
  const kept = item.authors.map(({ name, orcid }) => ({ name, orcid: orcid ?? '' }));
  const [lines, setLines] = useState<readonly Line[]>(kept);
  const change = (at: number, part: Partial<Line>): void =>
    setLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const move = (from: number, to: number): void => {
    const moved = [...lines];
    moved.splice(to, 0, ...moved.splice(from, 1));
    setLines(moved);
  };
  const store = async (): Promise<void> => {
    const authors = lines
      .map(({ name, orcid }) => ({
        name: name.trim(),
        orcid: orcid.trim() === '' ? null : orcid.trim(),
      }))
      .filter(({ name }) => name !== '');
    if ((await save.run({ itemId: item.id, authors })).ok) actions.notify(text.authorsSaved);
  };
  const wrongOrcid = /^authors\[(\d+)\]\.orcid$/.exec(save.error?.path ?? '')?.[1];
  return (
    <section className="section">
      <h3 className="section-title">{text.authors}</h3>
      <div className="stack">
        <p className="soft">{text.authorsHint}</p>
        {lines.length > 0 && (
          <ol className="hub-authors">
            {lines.map(({ name, orcid }, at) => (
              <li key={at} className="hub-author">
                <TextField
                  label={text.authorName(at + 1)}
                  value={name}
                  onChange={(value) => change(at, { name: value })}
                />
                <TextField
                  label={text.authorOrcid(at + 1)}
                  value={orcid}
                  isMono
                  error={wrongOrcid === String(at) ? save.error?.message : undefined}
                  onChange={(value) => change(at, { orcid: value })}
                />
                <span className="hub-author-moves">
                  <IconButton
                    icon="up"
                    label={text.authorUp(at + 1)}
                    isDisabled={at === 0}
                    onPress={() => move(at, at - 1)}
                  />
                  <IconButton
                    icon="down"
                    label={text.authorDown(at + 1)}
                    isDisabled={at === lines.length - 1}
                    onPress={() => move(at, at + 1)}
                  />
                  <IconButton
                    icon="close"
                    label={text.authorRemove(at + 1)}
                    onPress={() => setLines(lines.filter((_, index) => index !== at))}
                  />
                </span>
              </li>
            ))}
          </ol>
        )}
        <div className="line line-wrap">
          <Button
            icon="plus"
            isDisabled={lines.length >= mostAuthors}
            onPress={() => setLines([...lines, { name: '', orcid: '' }])}
          >
            {text.authorAdd}
          </Button>
          {lines.length === 0 && item.proposedAuthors.length > 0 && (
            <Button
              onPress={() =>
                setLines(
                  item.proposedAuthors.map(({ name, orcid }) => ({ name, orcid: orcid ?? '' })),
                )
              }
            >
              {text.authorsFromCard(item.proposedAuthors.length)}
            </Button>
          )}
          <Button
            isDisabled={JSON.stringify(lines) === JSON.stringify(kept)}
            isPending={save.pending}
            onPress={() => void store()}
          >
            {text.saveAuthors}
          </Button>
        </div>
        {save.error !== null && wrongOrcid === undefined && <ErrorNotice error={save.error} />}
        {item.authorText !== '' && (
          <p className="line soft">
            <span className="hub-address">
              {text.forHub}: {item.authorText.slice(0, 200)}
            </span>
            <CopyButton text={item.authorText} what={text.authors} />
          </p>
        )}
      </div>
    </section>
  );
}
