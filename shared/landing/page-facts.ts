import type { Token } from 'parse5';
import { Tokenizer, TokenizerMode } from 'parse5';

/** What a reader without scripts, and a machine, find on a page. Lists and texts are bounded. */
export interface PageFacts {
  readonly title: string;
  readonly headings: readonly string[];
  /** Text that a reader sees, white space as one space; also what stands in `noscript`. */
  readonly text: string;
  readonly links: readonly PageLink[];
  /** Texts of buttons, and names of forms' targets. */
  readonly buttons: readonly string[];
  /** By name or property in lower case. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  /** `link` elements: relation in lower case, and address. */
  readonly rels: readonly { readonly rel: string; readonly href: string }[];
  /** Blocks of JSON-LD that could be read. */
  readonly jsonLd: readonly unknown[];
  /** Where the page itself sends the reader, and after how many seconds. */
  readonly refresh: { readonly url: string; readonly seconds: number } | null;
  readonly hasPasswordField: boolean;
  readonly scriptCount: number;
  /** Characters of scripts inside the page. */
  readonly scriptLength: number;
}

export interface PageLink {
  readonly href: string;
  readonly text: string;
}

const mostText = 400_000;
const mostLinks = 2000;
const mostEach = 200;
const mostLine = 2000;

const rawModes = new Map([
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ['style', TokenizerMode.RAWTEXT],
  ['xmp', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['noembed', TokenizerMode.RAWTEXT],
  ['noframes', TokenizerMode.RAWTEXT],
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);
const unseen = new Set(['script', 'style', 'iframe', 'noembed', 'noframes', 'template', 'svg']);
const voids = new Set(
  'area base br col embed hr img input link meta source track wbr param'.split(' '),
);
/** Their end tags may be left out, so nobody could say where the hiding ends. */
const openEnded = new Set('p li dt dd tr td th option thead tbody tfoot html body head'.split(' '));
const hidingStyle = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/**
 * Reads a page token by token, with HTML's own tokenizer (parse5) and no tree: the time is linear in the
 * length of the page, however deeply a hostile page nests.
 */
export function readPageFacts(html: string): PageFacts {
  const reader = new FactReader();
  const tokenizer: Tokenizer = new Tokenizer(
    {},
    {
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
      onNullCharacter: () => undefined,
      onWhitespaceCharacter: () => reader.characters(' '),
      onCharacter: ({ chars }) => reader.characters(chars),
      onStartTag(token) {
        const mode = rawModes.get(token.tagName);
        if (mode !== undefined) tokenizer.state = mode;
        reader.open(token.tagName, attributesOf(token), token.selfClosing);
      },
      onEndTag: ({ tagName }) => reader.close(tagName),
    },
  );
  tokenizer.write(html, true);
  return reader.facts();
}

type Attributes = Readonly<Record<string, string>>;

function attributesOf({ attrs }: Token.TagToken): Attributes {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { name, value } of attrs) found[name] ??= value;
  return found;
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

class FactReader {
  private readonly text: string[] = [];
  private textLength = 0;
  private readonly titles: string[] = [];
  private readonly headings: string[] = [];
  private readonly links: PageLink[] = [];
  private readonly buttons: string[] = [];
  private readonly metas = new Map<string, string[]>();
  private readonly rels: { rel: string; href: string }[] = [];
  private readonly jsonLd: unknown[] = [];
  private refresh: PageFacts['refresh'] = null;
  private hasPasswordField = false;
  private scriptCount = 0;
  private scriptLength = 0;
  /** The element whose content is not seen, and how often it is open within itself. */
  private hidden: { readonly tag: string; depth: number } | null = null;
  /** Texts that are being gathered for an element: a link, a heading, the title, JSON-LD. */
  private readonly gathering = new Map<
    string,
    { readonly parts: string[]; readonly href: string }
  >();

  characters(chars: string): void {
    const script = this.gathering.get('script');
    if (script !== undefined) {
      this.scriptLength += chars.length;
      if (script.href === 'json-ld') script.parts.push(chars);
      return;
    }
    for (const [tag, { parts }] of this.gathering) {
      if (tag === 'title' || this.hidden === null) parts.push(chars);
    }
    if (this.hidden === null && !this.gathering.has('title')) this.see(chars);
  }

  open(tag: string, attributes: Attributes, isSelfClosing: boolean): void {
    if (this.hidden !== null) {
      if (tag === this.hidden.tag) this.hidden.depth += 1;
    } else if (
      !voids.has(tag) &&
      !(isSelfClosing && tag === 'svg') &&
      this.hides(tag, attributes)
    ) {
      this.hidden = { tag, depth: 1 };
    }
    if (!inline.has(tag)) this.see(' ');
    switch (tag) {
      case 'script':
        this.scriptCount += 1;
        this.gather('script', /ld\+json/i.test(attributes['type'] ?? '') ? 'json-ld' : '');
        break;
      case 'title':
      case 'h1':
      case 'h2':
      case 'h3':
      case 'button':
        // A drawing has titles of its own.
        if (this.hidden === null) this.gather(tag, '');
        break;
      case 'a':
        this.endGathered('a');
        if (attributes['href'] !== undefined) {
          this.gather('a', attributes['href'].trim().slice(0, mostLine));
          const label = attributes['aria-label'] ?? attributes['title'];
          if (label !== undefined) this.gathering.get('a')?.parts.push(`${label} `);
        }
        break;
      case 'meta':
        this.meta(attributes);
        break;
      case 'link':
        if (this.rels.length < mostEach && attributes['href'] !== undefined) {
          const rel = (attributes['rel'] ?? '').toLowerCase();
          this.rels.push({ rel, href: attributes['href'].slice(0, mostLine) });
        }
        break;
      case 'input':
        this.input(attributes);
        break;
      case 'form':
        if (this.buttons.length < mostEach && attributes['action'] !== undefined) {
          this.buttons.push(attributes['action'].slice(0, mostLine));
        }
        break;
      case 'img':
        if (this.hidden === null && attributes['alt'] !== undefined)
          this.characters(` ${attributes['alt'].slice(0, mostLine)} `);
        break;
    }
  }

  close(tag: string): void {
    this.endGathered(tag);
    if (!inline.has(tag)) this.see(' ');
    if (this.hidden?.tag !== tag) return;
    this.hidden.depth -= 1;
    if (this.hidden.depth === 0) this.hidden = null;
  }

  facts(): PageFacts {
    for (const tag of this.gathering.keys()) this.endGathered(tag);
    return {
      title: this.titles[0] ?? '',
      headings: this.headings,
      text: squeeze(this.text.join('')),
      links: this.links,
      buttons: this.buttons,
      metas: this.metas,
      rels: this.rels,
      jsonLd: this.jsonLd,
      refresh: this.refresh,
      hasPasswordField: this.hasPasswordField,
      scriptCount: this.scriptCount,
      scriptLength: this.scriptLength,
    };
  }

  private hides(tag: string, attributes: Attributes): boolean {
    // Texts behind a tab or a fold are there for a reader who opens them; `display:none` is not.
    if (openEnded.has(tag)) return false;
    return (
      unseen.has(tag) ||
      attributes['hidden'] !== undefined ||
      hidingStyle.test((attributes['style'] ?? '').slice(0, mostLine))
    );
  }

  private see(chars: string): void {
    if (this.hidden !== null || this.textLength > mostText) return;
    this.text.push(chars);
    this.textLength += chars.length;
  }

  private gather(tag: string, href: string): void {
    this.endGathered(tag);
    this.gathering.set(tag, { parts: [], href });
  }

  private endGathered(tag: string): void {
    const gathered = this.gathering.get(tag);
    if (gathered === undefined) return;
    this.gathering.delete(tag);
    if (tag === 'script') {
      if (gathered.href === 'json-ld') this.readJsonLd(gathered.parts.join(''));
      return;
    }
    const text = squeeze(gathered.parts.join('')).slice(0, mostLine);
    if (tag === 'a') {
      if (this.links.length < mostLinks) this.links.push({ href: gathered.href, text });
    } else if (text !== '') {
      const list = tag === 'title' ? this.titles : tag === 'button' ? this.buttons : this.headings;
      if (list.length < mostEach) list.push(text);
    }
  }

  private readJsonLd(text: string): void {
    if (this.jsonLd.length >= 20) return;
    try {
      this.jsonLd.push(JSON.parse(text));
    } catch {
      // A block that no machine can read tells no machine anything.
    }
  }

  private meta(attributes: Attributes): void {
    const content = (attributes['content'] ?? '').slice(0, mostLine);
    if ((attributes['http-equiv'] ?? '').toLowerCase() === 'refresh') {
      const found = /^\s*(\d{1,6})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content);
      if (found !== null && this.refresh === null) {
        this.refresh = { seconds: Number(found[1]), url: (found[2] ?? '').trim() };
      }
      return;
    }
    const name = (attributes['name'] ?? attributes['property'] ?? '').toLowerCase().trim();
    if (name === '' || content === '') return;
    const list = this.metas.get(name) ?? [];
    if (list.length < mostEach && this.metas.size < mostEach)
      this.metas.set(name, [...list, content]);
  }

  private input({ type = '', value = '' }: Attributes): void {
    if (type.toLowerCase() === 'password' && this.hidden === null) this.hasPasswordField = true;
    if (/^(?:submit|button)$/i.test(type) && this.buttons.length < mostEach) {
      this.buttons.push(value.slice(0, mostLine));
    }
  }
}
