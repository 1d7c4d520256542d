import { toCslJson } from '#shared/citation/csl-json.ts';
import type { CslItem } from '#shared/citation/csl-json.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';

/**
 * Citations in CSL styles, by citation-js on citeproc. Both are loaded at the first use (0.7 s, 0.8 MB), in
 * the core's thread, and work without a network. citeproc is used unmodified under CPAL-1.0, the styles
 * under CC BY-SA 3.0: both are named in the notices.
 */
export interface FormatOptions {
  /** `apa`, `chicago`, `vancouver`, `harvard`, or the name of a style that was added. */
  readonly style?: string;
  readonly locale?: CitationLocale;
  readonly format?: 'text' | 'html';
}

interface Engine {
  readonly render: (
    items: readonly CslItem[],
    options: Required<FormatOptions>,
  ) => readonly string[];
  readonly addStyle: (name: string, xml: string) => void;
  readonly hasStyle: (name: string) => boolean;
  readonly isNumeric: (name: string) => boolean;
}

export const citationLocales = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'nl-NL'] as const;
export type CitationLocale = (typeof citationLocales)[number];
export const bundledStyles = ['apa', 'chicago', 'vancouver', 'harvard'] as const;
const styleNames: ReadonlyMap<string, string> = new Map([['harvard', 'harvard1']]);
const maxStyleLength = 1_000_000;

let engine: Promise<Engine> | null = null;

/**
 * One citation for each record, in their order. The address in it is the DOI's full one in every style
 * (requirement E23): styles are given a URL and no DOI, which some would print as `doi:10.…`.
 */
export async function formatCitations(
  records: readonly Attributes[],
  { style = 'apa', locale = 'en-US', format = 'text' }: FormatOptions = {},
): Promise<readonly string[]> {
  const { render, hasStyle, isNumeric } = await loadEngine();
  const name = styleNames.get(style) ?? style;
  if (!hasStyle(name)) {
    throw new AppError('NOT_FOUND', {
      message: `There is no citation style “${style}”.`,
      nextStep: `Use one of ${bundledStyles.join(', ')}, or add the style’s CSL file.`,
    });
  }
  const entries = render(records.map(citeable), { style: name, locale, format });
  return entries.map((entry) => (isNumeric(name) ? withoutNumber(entry) : entry.trim()));
}

/**
 * Adds a CSL style under a name of its own. Dependent styles, which only point at another, are refused: what
 * they point at is not here.
 */
export async function addCitationStyle(name: string, xml: string): Promise<void> {
  const problem = styleProblem(name, xml);
  if (problem !== null) {
    throw new AppError('VALIDATION', {
      message: `The citation style “${name}” cannot be used: ${problem}.`,
      nextStep:
        'Choose an independent CSL 1.0 style file, for example from the Zotero style repository.',
    });
  }
  const { addStyle } = await loadEngine();
  addStyle(name, xml);
}

function styleProblem(name: string, xml: string): string | null {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(name))
    return 'its name may hold lower-case letters, digits and hyphens only';
  if ((bundledStyles as readonly string[]).includes(name) || name === 'harvard1')
    return 'a bundled style has this name';
  if (xml.length > maxStyleLength) return 'the file is larger than 1 MB';
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    return 'the file declares a document type, which styles do not need';
  if (!/<style\b[^>]*xmlns="http:\/\/purl\.org\/net\/xbiblio\/csl"/.test(xml))
    return 'it is not a CSL file';
  if (xml.includes('rel="independent-parent"')) return 'it only points at another style';
  return /<bibliography\b/.test(xml) ? null : 'it has no bibliography';
}

function citeable(attributes: Attributes): CslItem {
  return { ...toCslJson(attributes), DOI: '' };
}

/** `1. ` of numeric styles: the number belongs to a list, not to a citation. */
function withoutNumber(entry: string): string {
  return entry.trim().replace(/^(?:\[\d+\]|\d+[.)]?)\s*/, '');
}

async function loadEngine(): Promise<Engine> {
  engine ??= startEngine().catch((cause: unknown) => {
    engine = null;
    throw new AppError('INTERNAL', { message: 'The citation engine could not be loaded.', cause });
  });
  return engine;
}

/** Id and text. */
type Entries = readonly (readonly [string, string])[];

async function startEngine(): Promise<Engine> {
  const [{ Cite, plugins }, { default: chicago }] = await Promise.all([
    import('@citation-js/core'),
    // The CSL file as it was published; it names its authors and its licence (CC BY-SA 3.0) itself.
    import('./styles/chicago-note-bibliography.json', { with: { type: 'json' } }),
    import('@citation-js/plugin-csl'),
  ]);
  const { styles } = plugins.config.get('@csl');
  styles.add('chicago', chicago.content);
  return {
    // Each by itself: in one list they would be told apart (2020a, 2020b) and authors replaced by dashes.
    render: (items, { style, locale, format }) => {
      const options = { style, lang: locale, format, asEntryArray: true, nosort: true } as const;
      return items.map((item) => {
        const [entry] = new Cite([item]).format('bibliography', options) as unknown as Entries;
        return entry?.[1] ?? '';
      });
    },
    addStyle: (name, xml) => styles.add(name, xml),
    hasStyle: (name) => styles.has(name),
    isNumeric: (name) => styles.get(name).includes('citation-format="numeric'),
  };
}
