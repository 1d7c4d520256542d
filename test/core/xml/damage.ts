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
