import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { fields } from '#shared/query/fields.ts';
import type { QueryError } from '#shared/query/parse.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Icon } from '../components/icon.tsx';
import { useActions, useView } from '../store/steward.ts';
import { changeFilter } from './change-filter.ts';
import { useRecordQuery } from './use-record-query.ts';

/** The query behind the list, to be read and typed; what cannot be read is said with its place. */
export function QueryBar() {
  const query = useRecordQuery();
  const actions = useActions();
  const filter = useView((view) => view.recordFilter);
  // What is typed runs ahead of what is applied; a box that is ticked elsewhere takes the field over.
  const [typed, setTyped] = useState({ text: query.text, applied: query.text });
  const [error, setError] = useState<QueryError | null>(null);
  if (typed.applied !== query.text) {
    setTyped({ text: query.text, applied: query.text });
    setError(null);
  }
  const apply = (): void => {
    const parsed = parseQuery(typed.text);
    setError(parsed.ok ? null : parsed.error);
    if (parsed.ok) query.setText(typed.text);
  };
  return (
    <div className="query">
      <form
        className="query-form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Icon name="filter" />
        <input
          className="query-input mono"
          aria-label={text.query}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : 'query-error'}
          placeholder={text.queryHint}
          spellCheck={false}
          value={typed.text}
          onChange={(event) => {
            setTyped({ ...typed, text: event.target.value });
            setError(null);
          }}
          onBlur={() => {
            if (typed.text !== query.text) apply();
          }}
        />
        {filter.dois !== undefined && (
          <AriaButton
            className="chip chip-button"
            onPress={() => actions.setRecordFilter(changeFilter(filter, 'dois', undefined))}
            aria-label={`${text.listChip(filter.dois.length)}. ${text.removeList}`}
          >
            {text.listChip(filter.dois.length)}
            <Icon name="close" size={12} />
          </AriaButton>
        )}
        <QueryHelp />
      </form>
      {error !== null && (
        <p id="query-error" role="alert" className="query-error">
          <span className="mono">
            {typed.text.slice(Math.max(0, error.from - 12), error.from)}
            <mark>{typed.text.slice(error.from, error.to)}</mark>
          </span>{' '}
          {error.message} {text.queryKept}
        </p>
      )}
    </div>
  );
}

function QueryHelp() {
  return (
    <DialogTrigger>
      <AriaButton className="button button-plain" aria-label={text.queryHelp}>
        ?
      </AriaButton>
      <Popover className="popover query-help" placement="bottom end" offset={4}>
        <Dialog aria-label={text.queryHelp} className="filter-dialog">
          <dl className="query-examples">
            {text.queryHelpBody.map(([example, meaning]) => (
              <div key={example}>
                <dt className="mono small">{example}</dt>
                <dd className="soft small">{meaning}</dd>
              </div>
            ))}
          </dl>
          <p className="soft small">{text.queryFields}</p>
          <p className="mono small">{fields.map(({ id }) => id).join('  ')}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
