/** One row for each resourceTypeGeneral of schema 4.7: what it is called in each citation format. */
export interface CitationTypes {
  readonly schemaOrg: string;
  readonly csl: string;
  readonly bibtex: string;
  readonly biblatex: string;
  readonly ris: string;
  readonly cff: string;
}

function row(
  schemaOrg: string,
  csl: string,
  bibtex: readonly [string, string?],
  others: readonly [string, string],
): CitationTypes {
  return {
    schemaOrg,
    csl,
    bibtex: bibtex[0],
    biblatex: bibtex[1] ?? bibtex[0],
    ris: others[0],
    cff: others[1],
  };
}

const misc = row('CreativeWork', 'document', ['misc'], ['GEN', 'generic']);
const types: ReadonlyMap<string, CitationTypes> = new Map([
  ['Audiovisual', row('MediaObject', 'motion_picture', ['misc', 'video'], ['VIDEO', 'video'])],
  ['Award', misc],
  ['Book', row('Book', 'book', ['book'], ['BOOK', 'book'])],
  ['BookChapter', row('Chapter', 'chapter', ['incollection'], ['CHAP', 'generic'])],
  ['Collection', row('Collection', 'collection', ['misc'], ['GEN', 'generic'])],
  [
    'ComputationalNotebook',
    row('SoftwareSourceCode', 'software', ['misc', 'software'], ['COMP', 'software']),
  ],
  [
    'ConferencePaper',
    row('Article', 'paper-conference', ['inproceedings'], ['CPAPER', 'conference-paper']),
  ],
  ['ConferenceProceeding', row('Periodical', 'book', ['proceedings'], ['CONF', 'proceedings'])],
  ['DataPaper', row('ScholarlyArticle', 'article-journal', ['article'], ['JOUR', 'article'])],
  ['Dataset', row('Dataset', 'dataset', ['misc', 'dataset'], ['DATA', 'data'])],
  ['Dissertation', row('Thesis', 'thesis', ['phdthesis', 'thesis'], ['THES', 'thesis'])],
  ['Event', row('Event', 'event', ['misc'], ['GEN', 'generic'])],
  ['Image', row('ImageObject', 'graphic', ['misc', 'image'], ['FIGURE', 'art'])],
  ['Instrument', misc],
  ['InteractiveResource', row('CreativeWork', 'webpage', ['misc', 'online'], ['ELEC', 'website'])],
  [
    'Journal',
    row('Periodical', 'periodical', ['misc', 'periodical'], ['JFULL', 'magazine-article']),
  ],
  ['JournalArticle', row('ScholarlyArticle', 'article-journal', ['article'], ['JOUR', 'article'])],
  ['Model', row('CreativeWork', 'software', ['misc', 'software'], ['COMP', 'software'])],
  [
    'OutputManagementPlan',
    row('DigitalDocument', 'report', ['misc', 'report'], ['RPRT', 'report']),
  ],
  ['PeerReview', row('Review', 'review', ['misc'], ['GEN', 'generic'])],
  ['PhysicalObject', row('Thing', 'document', ['misc'], ['GEN', 'generic'])],
  ['Poster', row('Poster', 'speech', ['misc'], ['SLIDE', 'presentation'])],
  ['Preprint', row('ScholarlyArticle', 'article', ['misc', 'online'], ['UNPB', 'unpublished'])],
  [
    'Presentation',
    row('PresentationDigitalDocument', 'speech', ['misc'], ['SLIDE', 'presentation']),
  ],
  ['Project', row('ResearchProject', 'document', ['misc'], ['GEN', 'generic'])],
  ['Report', row('Report', 'report', ['techreport', 'report'], ['RPRT', 'report'])],
  ['Service', row('WebAPI', 'webpage', ['misc', 'online'], ['ELEC', 'generic'])],
  ['Software', row('SoftwareSourceCode', 'software', ['misc', 'software'], ['COMP', 'software'])],
  ['Sound', row('AudioObject', 'song', ['misc', 'audio'], ['SOUND', 'sound-recording'])],
  ['Standard', row('CreativeWork', 'standard', ['misc', 'standard'], ['STAND', 'standard'])],
  ['StudyRegistration', row('DigitalDocument', 'document', ['misc'], ['GEN', 'generic'])],
  ['Text', row('ScholarlyArticle', 'document', ['misc'], ['GEN', 'generic'])],
  ['Workflow', row('SoftwareSourceCode', 'software', ['misc', 'software'], ['COMP', 'software'])],
  ['Other', misc],
]);

/** What a general type is called in citation formats; types of tomorrow are cited as documents. */
export function citationTypes(resourceTypeGeneral: string): CitationTypes {
  return types.get(resourceTypeGeneral) ?? misc;
}

/** `ComputationalNotebook` as people write it: "Computational notebook". */
export function spokenType(resourceTypeGeneral: string): string {
  const words = resourceTypeGeneral.replace(
    /(?<=[a-z])[A-Z]/g,
    (letter) => ` ${letter.toLowerCase()}`,
  );
  return words === 'Other' ? '' : words;
}
