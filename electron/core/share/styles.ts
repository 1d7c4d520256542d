import { createHash } from 'node:crypto';

import type { Output } from '#shared/contract/contract.ts';
import type { XmlElement } from '#shared/metadata/xml/element.ts';
import { AppError } from '#shared/support/app-error.ts';
import { shareText as text } from '#shared/text/share.en.ts';
import { addCitationStyle, bundledStyles, formatCitations } from '../citation/format-citation.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { parseXml } from '../xml/parse-xml.ts';

/** Citation styles that somebody added (CSL files); kept in the ledger, checked before they are. */
interface Styles {
  readonly handlers: Pick<Handlers, 'share.styles' | 'share.addStyle' | 'share.removeStyle'>;
  /** The name under which the engine knows it: of a bundled style, of one in the ledger, or of this CSL text. */
  ready(style: string, csl: string | null): Promise<string>;
}

const mostStyles = 200;

export function createStyles(context: CoreContext): Styles {
  const { db } = context.ledger;
  const known = (): Output<'share.styles'>['styles'] =>
    db.all(
      'select name, title from citation_style order by lower(title), name limit ?',
      mostStyles,
    );
  const told = <T>(outcome: T): T => {
    context.emit('share.changed', {});
    return outcome;
  };
  return {
    handlers: {
      'share.styles': () => ({ styles: known() }),
      'share.addStyle': async ({ csl }) => {
        const name = nameOf(csl);
        const title = titleOf(csl) || name;
        await addCitationStyle(name, csl);
        await tryOut(name);
        if (known().length >= mostStyles) {
          throw new AppError('CONFLICT', { message: text.tooManyStyles(mostStyles) });
        }
        db.run(
          `insert into citation_style (name, title, csl, added_at) values (?, ?, ?, ?)
           on conflict (name) do update set title = excluded.title`,
          ...[name, title, csl, context.timestamp()],
        );
        return told({ name, title });
      },
      'share.removeStyle': ({ name }) => {
        db.run('delete from citation_style where name = ?', name);
        return told({});
      },
    },
    async ready(style, csl) {
      if (csl !== null) {
        const name = nameOf(csl);
        titleOf(csl);
        await addCitationStyle(name, csl);
        await tryOut(name);
        return name;
      }
      if ((bundledStyles as readonly string[]).includes(style)) return style;
      const row = db.get<{ csl: string }>('select csl from citation_style where name = ?', style);
      if (row !== undefined) await addCitationStyle(style, row.csl);
      return style;
    },
  };
}

/** The same file has the same name: added twice, it is there once. */
function nameOf(csl: string): string {
  return `own-${createHash('sha256').update(csl).digest('hex').slice(0, 16)}`;
}

/** Throws `VALIDATION` for what is no well-formed XML. */
function titleOf(csl: string): string {
  const title = childOf(childOf(parseXml(csl), 'info'), 'title');
  const text = title?.children.filter((child) => typeof child === 'string').join('') ?? '';
  return text.trim().slice(0, 500);
}

function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => typeof child !== 'string' && child.name === name) as
    XmlElement | undefined;
}

/** A style may be well-formed and still be none that anything can be cited in. */
async function tryOut(name: string): Promise<void> {
  const sample = { titles: [{ title: 'Title' }], creators: [{ name: 'Name' }] };
  const [citation = ''] = await formatCitations([sample], { style: name }).catch(() => []);
  if (citation === '') throw new AppError('VALIDATION', { message: text.unusableStyle });
}
