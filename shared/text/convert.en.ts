/** What the command line says of bringing records into another form. */
export const text = {
  summary: 'Brings records into another form: XML, JSON, citation formats, citations',
  option: {
    to: 'Form to bring the records into',
    style: 'Citation style: apa (default), chicago, vancouver, harvard, or a CSL file (name.csl)',
    locale: 'Language of the citation: en-US (default), de-DE, fr-FR, es-ES or nl-NL',
    out: 'Folder for the results, a file for each record; without it they go to standard output',
    force: 'Overwrites files that are there',
  },
  notes: [
    'FORMAT is datacite-xml, datacite-json, schema-org, csl-json, bibtex, biblatex, ris, cff or citation.',
    'A file is DataCite XML of any kernel, DataCite JSON, JSON Lines, a Hub card or a sheet. Older kernels',
    'are brought to 4.7; standard error says what changed and what you must decide. DataCite XML and',
    'CITATION.cff hold one record a file: for several records name a folder with --out.',
  ],
  converting: 'Converting',
  converted: (done: number, failed: number) =>
    `${done} converted${failed === 0 ? '.' : `, ${failed} not.`}`,
  notAFormat: (value: string, names: readonly string[]) =>
    `--to takes ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}, not "${value}".`,
  onlyForCitation: (name: string) => `--${name} is for --to citation only.`,
  notALocale: (value: string, names: readonly string[]) =>
    `--locale takes ${names.join(', ')}, not "${value}".`,
  styleUnreadable: (path: string, reason: string) => `The style ${path} cannot be read: ${reason}`,
  oneRecordAFile: (count: number) =>
    `These are ${count} records, and a file of this form holds one. Name a folder with --out.`,
  forceNeedsOut: '--force is for --out only.',
  fileExists: (path: string) =>
    `${path} is there already and was left as it is. Use --force to overwrite, or another folder.`,
  change: (place: string, message: string, needsDecision: boolean) =>
    `${place}: ${message}.${needsDecision ? ' Please decide.' : ''}`,
} as const;
