import { hubText as text, itemLines } from '../text/hub.en.ts';
import type { Hub, HubItemName } from './hub.ts';
import { itemAddress } from './hub.ts';

export type LetterKind = 'delete' | 'rename' | 'visibility' | 'feedback';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly warning: string | null;
}

/**
 * A letter to who runs a hub, with everything by which the item is found. The address is the profile's; one that the
 * card itself names is told as a warning, since copies of a hub's pages name the wrong one (C9).
 */
export function writeLetter(
  hub: Hub,
  item: HubItemName,
  what: {
    readonly about: LetterKind;
    readonly objectId: string | null;
    readonly dois: readonly { readonly doi: string; readonly revision: string | null }[];
    readonly card: string;
    /** What the watch noticed and nobody settled yet, one line each. */
    readonly noticed: readonly string[];
    readonly person: string | null;
  },
): Letter {
  const lines = itemLines(hub, item, { ...what, address: itemAddress(hub, item) });
  const body = [
    'Dear Sir or Madam,',
    '',
    text.letters.asks[what.about],
    '',
    ...lines,
    '',
    ...(what.noticed.length === 0
      ? []
      : [text.letters.noticed, ...what.noticed.slice(0, 20).map((each) => `- ${each}`), '']),
    'Reason: [reason]',
    '',
    'Kind regards',
    what.person ?? '[name]',
  ];
  const named = addressIn(what.card);
  const isForeign = named !== null && named.toLowerCase() !== hub.supportAddress.toLowerCase();
  return {
    to: hub.supportAddress,
    subject: text.letters.subject[what.about](item.name),
    body: body.join('\n'),
    warning: isForeign ? text.letters.foreign(named, hub.supportAddress) : null,
  };
}

/** An address for requests in a card, also as `website at hub.example`; only beside the word DOI or support. */
function addressIn(card: string): string | null {
  const line = card
    .slice(0, 200_000)
    .split('\n')
    .find(
      (each) => /\b(?:doi|support|request)\b/i.test(each) && /\S(?:@|\s+at\s+)\S+\.\w/i.test(each),
    );
  const found = /([\w.+-]{1,60})(?:@|\s+at\s+)([\w-]{1,60}(?:\.[\w-]{1,60})+)/i.exec(
    line?.slice(0, 2000) ?? '',
  );
  return found === null ? null : `${found[1] ?? ''}@${found[2] ?? ''}`;
}
