import { useState } from 'react';

import type { MetadataFact } from './metadata-facts.ts';

/** Longer texts are folded to this many characters until someone wants to read on. */
const foldAt = 420;

/** A value: a link where it is a web address, folded where it is long. */
export function FactValue({ fact }: { readonly fact: MetadataFact }) {
  const [isOpen, setIsOpen] = useState(false);
  const isLong = fact.value.length > foldAt;
  const shown = isLong && !isOpen ? `${fact.value.slice(0, foldAt).trimEnd()} …` : fact.value;
  return (
    <>
      {fact.link === undefined ? (
        <span className="fact-text">{shown}</span>
      ) : (
        <a href={fact.link} target="_blank" rel="noreferrer">
          {shown}
        </a>
      )}
      {isLong && (
        <button type="button" className="fold" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Show less' : 'Show all'}
        </button>
      )}
      {fact.detail !== undefined && <span className="small soft fact-detail">{fact.detail}</span>}
    </>
  );
}
