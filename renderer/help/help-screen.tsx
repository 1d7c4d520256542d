import { useState } from 'react';

import { rules } from '#shared/guidelines/rules.ts';
import type { Rule } from '#shared/guidelines/rule.ts';
import { sources } from '#shared/guidelines/rule.ts';
import { helpGuides, helpSources, isOld } from '#shared/help/help-sources.ts';
import { formatDate } from '#shared/text/format.ts';
import { helpText as text } from '#shared/text/help.en.ts';

import { TextField } from '../components/text-field.tsx';
import { useNow } from '../components/use-now.ts';
import './help.css';

const { schema } = sources;

/** Screens of which the help speaks under another name. */
const screenOf: Readonly<Record<string, string>> = {
  'bring-in': 'collections',
  import: 'collections',
  edit: 'records',
  'sheet-update': 'records',
};

/** Help that is always there: what each screen is for, and every guideline with its source. */
export function HelpScreen({ topic }: { readonly topic: string | null }) {
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
        {topic !== null && <Topic topic={topic} />}
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
        {wanted === '' && <Guides />}
      </div>
    </section>
  );
}

/** What the help says of the screen or the finding that somebody came from. */
function Topic({ topic }: { readonly topic: string }) {
  const place = text.places.find(({ hash }) => hash === `#/${screenOf[topic] ?? topic}`);
  const rule = rules.find(({ code }) => code === topic);
  const source =
    place === undefined ? helpSources.find(({ name }) => name === (rule?.source ?? schema)) : null;
  return (
    <section className="help-topic" aria-labelledby="help-topic">
      <h2 id="help-topic" className="section-title">
        {place?.name ?? text.topic}
      </h2>
      {place !== undefined && <p>{place.text}</p>}
      {rule !== undefined && (
        <ul className="help-rules">
          <RuleItem rule={rule} isTopic />
        </ul>
      )}
      {place === undefined && rule === undefined && <p>{text.schemaFinding(topic)}</p>}
      {source != null && (
        <p className="small soft">
          {source.title} · {text.compared(formatDate(source.comparedOn))}.{' '}
          <a href={source.url} target="_blank" rel="noreferrer">
            {text.open}
          </a>
        </p>
      )}
      <p>
        <a href="#/help">{text.all}</a>
      </p>
    </section>
  );
}

function Guides() {
  return (
    <section aria-labelledby="help-guides">
      <h2 id="help-guides" className="section-title">
        {text.guides}
      </h2>
      <p className="small soft">{text.guidesNote}</p>
      <ul className="help-guides">
        {helpGuides.map(({ title, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RuleItem({ rule, isTopic = false }: { readonly rule: Rule; readonly isTopic?: boolean }) {
  return (
    <li className="help-rule" id={isTopic ? undefined : `help-${rule.code}`}>
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
