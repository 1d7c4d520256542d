/** One random wound to an XML document, by text, so that no knowledge of the schema is shared with it. */
type Random = () => number;

interface Wound {
  readonly how: string;
  readonly apply: (xml: string, random: Random) => string;
}

const pick = <T>(list: readonly T[], random: Random): T | undefined =>
  list[Math.floor(random() * list.length)];

function replaceOne(
  xml: string,
  pattern: RegExp,
  random: Random,
  by: (match: RegExpExecArray) => string,
): string {
  const match = pick([...xml.matchAll(pattern)], random);
  if (match === undefined) return xml;
  return xml.slice(0, match.index) + by(match) + xml.slice(match.index + match[0].length);
}

/** Elements without element children, e.g. `<title>…</title>`. */
const leaf = /<([A-Za-z]+)( [^<>]*)?>([^<>]*)<\/\1>/g;
const attribute = / ([A-Za-z:]+)="([^"]*)"(?=[^<>]*>)/g;
const nasty = [
  '',
  ' ',
  '91',
  '-181',
  '45°N',
  'dataset',
  '20',
  '20201',
  'a b',
  '%zz',
  '\n',
  'Frenchfrench',
  '1:2',
  'é',
  '☃',
];

const wounds: readonly Wound[] = [
  { how: 'element removed', apply: (xml, random) => replaceOne(xml, leaf, random, () => '') },
  {
    how: 'element doubled',
    apply: (xml, random) => replaceOne(xml, leaf, random, ([all]) => all + all),
  },
  {
    how: 'element renamed',
    apply: (xml, random) =>
      replaceOne(
        xml,
        leaf,
        random,
        ([, name, rest, text]) => `<${name}x${rest ?? ''}>${text}</${name}x>`,
      ),
  },
  {
    how: 'text replaced',
    apply: (xml, random) =>
      replaceOne(
        xml,
        leaf,
        random,
        ([, name, rest]) => `<${name}${rest ?? ''}>${pick(nasty, random) ?? ''}</${name}>`,
      ),
  },
  {
    how: 'attribute removed',
    apply: (xml, random) => replaceOne(xml, attribute, random, () => ''),
  },
  {
    how: 'attribute replaced',
    apply: (xml, random) =>
      replaceOne(xml, attribute, random, ([, name]) => ` ${name}="${pick(nasty, random) ?? ''}"`),
  },
  {
    how: 'attribute renamed',
    apply: (xml, random) =>
      replaceOne(
        xml,
        attribute,
        random,
        ([, name, value]) => ` ${name === 'xmlns' ? name : 'odd'}="${value}"`,
      ),
  },
  {
    how: 'child put in',
    apply: (xml, random) =>
      replaceOne(
        xml,
        leaf,
        random,
        ([, name, rest, text]) => `<${name}${rest ?? ''}>${text}<br/></${name}>`,
      ),
  },
  {
    how: 'neighbours swapped',
    apply: (xml, random) =>
      replaceOne(
        xml,
        /(<[A-Za-z]+[^<>]*>[^<>]*<\/[A-Za-z]+>)\s*(<[A-Za-z]+[^<>]*>[^<>]*<\/[A-Za-z]+>)/g,
        random,
        ([, one, two]) => `${two}${one}`,
      ),
  },
  {
    how: 'wrapper emptied',
    apply: (xml, random) =>
      replaceOne(
        xml,
        /<(creators|titles|sizes|dates|subjects|geoLocation|contributors)>[^]*?<\/\1>/g,
        random,
        ([, name]) => `<${name}/>`,
      ),
  },
];

export function damage(xml: string, random: Random): { xml: string; how: string } {
  const wound = pick(wounds, random);
  if (wound === undefined) return { xml, how: 'none' };
  // The head stays as it is: other namespaces are tested by themselves.
  const at = xml.indexOf('>', xml.indexOf('<resource')) + 1;
  return { xml: xml.slice(0, at) + wound.apply(xml.slice(at), random), how: wound.how };
}

const oddities: readonly unknown[] = [
  null,
  '',
  ' ',
  'x',
  0,
  1,
  -1,
  91,
  200,
  true,
  false,
  [],
  {},
  ['a'],
  [{}],
  [[]],
  [null],
  { a: 1 },
  'dataset',
  'Other',
  '2020',
  '2020-05',
  'en',
  'a b',
  '%zz',
  'DOI',
  { name: 'x' },
  'Personal',
  { title: 'x' },
  1e21,
  0.5,
  '45°N',
  '１２３４',
];

interface Spot {
  readonly owner: Record<string, unknown> | unknown[];
  readonly key: string;
}

/** Members of the request rather than of the metadata stay whole. */
const spared = new Set(['doi', 'url', 'schemaVersion']);

function spotsOf(owner: unknown, top: boolean): Spot[] {
  if (typeof owner !== 'object' || owner === null) return [];
  const holder = owner as Record<string, unknown>;
  return Object.keys(holder)
    .filter((key) => !top || !spared.has(key))
    .flatMap((key) => [{ owner: holder, key }, ...spotsOf(holder[key], false)]);
}

/** One to three random changes to a copy of a record: values replaced, members and entries removed. */
export function hurtRecord(
  source: Readonly<Record<string, unknown>>,
  random: Random,
): { record: Record<string, unknown>; how: string } {
  const record = structuredClone(source);
  const how: string[] = [];
  for (let count = Math.floor(random() * 3); count >= 0; count -= 1) {
    const spot = pick(spotsOf(record, true), random);
    if (spot === undefined) break;
    how.push(hurtSpot(spot, random));
  }
  return { record, how: how.join('; ') };
}

function hurtSpot({ owner, key }: Spot, random: Random): string {
  if (random() < 0.3) {
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else Reflect.deleteProperty(owner, key);
    return `${key} removed`;
  }
  const value = structuredClone(pick(oddities, random));
  Reflect.set(owner, key, value);
  return `${key} = ${JSON.stringify(value)}`;
}
