import { sources } from '../guidelines/rule.ts';

/** Where the guidelines come from, with the day on which their text was last compared with the rules here. */
export interface HelpSource {
  /** As rules name it. */
  readonly name: string;
  readonly title: string;
  readonly url: string;
  /** ISO 8601 day. */
  readonly comparedOn: string;
}

export const helpSources: readonly HelpSource[] = [
  {
    name: sources.bestPractices,
    title: 'DataCite: best practices for DOI registration and landing pages',
    url: 'https://support.datacite.org/docs/landing-pages',
    comparedOn: '2026-11-21',
  },
  {
    name: sources.schema,
    title: 'DataCite Metadata Schema 4.7',
    url: 'https://schema.datacite.org/meta/kernel-4.7/',
    comparedOn: '2026-11-21',
  },
  {
    name: sources.article,
    title: 'Guideline on DOIs for datasets and models',
    url: 'https://huggingface.co/blog/introducing-doi',
    comparedOn: '2026-11-21',
  },
  {
    name: sources.hub,
    title: 'Hugging Face documentation: Digital Object Identifier (DOI)',
    url: 'https://huggingface.co/docs/hub/doi',
    comparedOn: '2026-11-21',
  },
];

/** Guides of DataCite's support site (requirement E43), by the question that leads to them. */
export const helpGuides = [
  { title: 'What the states of a DOI mean', url: 'https://support.datacite.org/docs/doi-states' },
  { title: 'What a landing page shows', url: 'https://support.datacite.org/docs/landing-pages' },
  { title: 'How versions are linked', url: 'https://support.datacite.org/docs/versioning' },
  {
    title: 'How often the service may be asked',
    url: 'https://support.datacite.org/docs/rate-limit',
  },
  {
    title: 'The metadata schema, property by property',
    url: 'https://datacite-metadata-schema.readthedocs.io/',
  },
  { title: 'All guides of the support site', url: 'https://support.datacite.org/docs' },
] as const;

const yearMs = 365 * 86_400_000;

/** True when a guideline's text was compared with its source more than twelve months ago (requirement C3). */
export function isOld({ comparedOn }: HelpSource, nowMs: number): boolean {
  return nowMs - Date.parse(comparedOn) > yearMs;
}
