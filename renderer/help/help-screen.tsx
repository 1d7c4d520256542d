import { useState } from 'react';

import { rules } from '#shared/guidelines/rules.ts';
import type { Rule } from '#shared/guidelines/rule.ts';
import { helpSources, isOld } from '#shared/help/help-sources.ts';
import { formatDate } from '#shared/text/format.ts';
import { helpText as text } from '#shared/text/help.en.ts';

import { TextField } from '../components/text-field.tsx';
import { useNow } from '../components/use-now.ts';
import './help.css';

/** Help that is always there: what each screen is for, and every guideline with its source. */
export function HelpScreen() {
  const [words, setWords] = useState('');
  const now = useNow();
  const wanted = words.trim().toLowerCase();
  const fits = (...texts: readonly string[]): boolean =>
    wanted === '' || texts.some((one) => one.toLowerCase().includes(wanted));
  const places = text.places.filter((place) => fits(place.name, place.text));
  const groups = helpSources.map((source) => ({
    source,
    list: rules.filter(
      (rule) => rule.source === source.name && fits(rule.code, rule.why, rule.remedy),
    ),
  }));
  const isNothing = places.length === 0 && groups.every(({ list }) => list.length === 0);
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
      </header>
      <div className="screen-body help">
        <p className="soft">{text.lead}</p>
        <TextField
          label={text.search}
          value={words}
          onChange={setWords}
          placeholder={text.searchHint}
        />
        {isNothing && <p role="status">{text.nothing}</p>}
        {places.length > 0 && (
          <section aria-labelledby="help-places">
            <h2 id="help-places" className="section-title">
              {text.screens}
            </h2>
            <dl className="help-places">
              {places.map((place) => (
                <div key={place.hash} className="help-place">
                  <dt>
                    <a href={place.hash}>{place.name}</a>
                  </dt>
                  <dd>{place.text}</dd>
                </div>
              ))}
            </dl>
            <p className="soft">{text.keys}</p>
          </section>
        )}
        {groups.map(({ source, list }) =>
          list.length === 0 ? null : (
            <section key={source.name} aria-label={text.ofSource(source.title)}>
              <h2 className="section-title">{source.title}</h2>
              <p className="line line-wrap small soft">
                <span>{text.compared(formatDate(source.comparedOn))}</span>
                {isOld(source, now) && <span className="help-old">{text.old}</span>}
                <a href={source.url} target="_blank" rel="noreferrer">
                  {text.open}
                </a>
              </p>
              <ul className="help-rules">
                {list.map((rule) => (
                  <RuleItem key={rule.code} rule={rule} />
                ))}
              </ul>
            </section>
          ),
        )}
      </div>
    </section>
  );
}

function RuleItem({ rule }: { readonly rule: Rule }) {
  return (
    <li className="help-rule" id={`help-${rule.code}`}>
      <p className="small soft mono">
        {rule.code} · {rule.requirements.join(', ')}
      </p>
      <p>{rule.why}</p>
      <p className="soft">
        {text.remedy} {rule.remedy}
      </p>
    </li>
  );
}
