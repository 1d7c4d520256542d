/**
 * How an item of a hub becomes a record, as data: the table of requirements.md 4.5. An institution switches rules off
 * or chooses among what a rule offers; what it chose is kept in the settings as `RuleChoices`.
 */
export interface MappingRule {
  readonly id: string;
  /** The DataCite property that it fills. */
  readonly property: string;
  /** Where the value comes from, in the order in which the sources are asked. */
  readonly source: string;
  readonly isOn: boolean;
  /** What may be chosen instead; the first is usual. */
  readonly choices?: readonly string[];
}

export const mappingRules = [
  {
    id: 'title',
    property: 'titles',
    source: 'pretty_name, model_name, model-index, heading, CITATION.cff title, id',
    isOn: true,
    choices: ['plain', 'with-revision'],
  },
  { id: 'title-alternative', property: 'titles', source: 'id', isOn: true },
  {
    id: 'creators-citation-file',
    property: 'creators',
    source: 'CITATION.cff authors',
    isOn: true,
  },
  { id: 'creators-bibtex', property: 'creators', source: 'BibTeX author', isOn: true },
  {
    id: 'creators-contributors',
    property: 'creators',
    source: 'contributors (user names)',
    isOn: false,
  },
  {
    id: 'creators-owner',
    property: 'creators',
    source: 'author (owner of the repository)',
    isOn: true,
  },
  {
    id: 'affiliation',
    property: 'creators',
    source: 'ROR id picked for the owner',
    isOn: true,
  },
  { id: 'curator', property: 'contributors', source: 'name of the steward', isOn: false },
  {
    id: 'year',
    property: 'publicationYear',
    source: 'CITATION.cff date-released, BibTeX year, createdAt',
    isOn: true,
  },
  { id: 'date-created', property: 'dates', source: 'createdAt', isOn: true },
  {
    id: 'date-updated',
    property: 'dates',
    source: 'date of the revision',
    isOn: true,
    choices: ['Updated', 'Issued'],
  },
  {
    id: 'date-available',
    property: 'dates',
    source: 'day on which the item was seen public again',
    isOn: true,
  },
  {
    id: 'type',
    property: 'types',
    source: 'repository type',
    isOn: true,
    choices: ['Model', 'Software'],
  },
  {
    id: 'version',
    property: 'version',
    source: 'tag, else revision',
    isOn: true,
    choices: ['tag-or-revision', 'revision', 'citation-file'],
  },
  {
    id: 'url',
    property: 'url',
    source: 'id and revision',
    isOn: true,
    choices: ['revision', 'repository'],
  },
  {
    id: 'identifiers',
    property: 'identifiers',
    source: 'id, sha, paperswithcode_id, SWHID of CITATION.cff',
    isOn: true,
  },
  {
    id: 'rights-licence',
    property: 'rightsList',
    source: 'license, license_name, license_link, CITATION.cff license',
    isOn: true,
  },
  { id: 'rights-access', property: 'rightsList', source: 'gated, extra_gated_prompt', isOn: true },
  { id: 'language', property: 'language', source: 'language', isOn: true },
  {
    id: 'subjects',
    property: 'subjects',
    source: 'tags, tasks, languages, CITATION.cff keywords',
    isOn: true,
  },
  {
    id: 'abstract',
    property: 'descriptions',
    source: 'section or first paragraph, API description, CITATION.cff abstract',
    isOn: true,
  },
  {
    id: 'technical-info',
    property: 'descriptions',
    source: 'library_name, model-index, .eval_results, co2_eq_emissions',
    isOn: true,
  },
  {
    id: 'sections',
    property: 'descriptions',
    source: 'sections on use, limitations, training and evaluation',
    isOn: true,
  },
  {
    id: 'relation-card',
    property: 'relatedIdentifiers',
    source: 'address of the card',
    isOn: true,
  },
  {
    id: 'relation-papers',
    property: 'relatedIdentifiers',
    source: 'BibTeX, Paper, arxiv: tags, preferred-citation',
    isOn: true,
    choices: ['IsDescribedBy', 'IsSupplementTo', 'Cites'],
  },
  {
    id: 'relation-datasets',
    property: 'relatedIdentifiers',
    source: 'datasets',
    isOn: true,
    choices: ['IsDerivedFrom', 'Requires', 'References'],
  },
  { id: 'relation-sources', property: 'relatedIdentifiers', source: 'source_datasets', isOn: true },
  {
    id: 'relation-base-model',
    property: 'relatedIdentifiers',
    source: 'base_model, base_model_relation',
    isOn: true,
  },
  {
    id: 'relation-new-version',
    property: 'relatedIdentifiers',
    source: 'new_version of this and of older items',
    isOn: true,
  },
  {
    id: 'relation-evaluation',
    property: 'relatedIdentifiers',
    source: 'model-index, .eval_results',
    isOn: true,
  },
  {
    id: 'relation-collection',
    property: 'relatedIdentifiers',
    source: 'collections of the hub',
    isOn: true,
  },
  {
    id: 'funding',
    property: 'fundingReferences',
    source: 'Funded by, section on funding',
    isOn: false,
  },
  { id: 'relation-homepage', property: 'relatedIdentifiers', source: 'Homepage', isOn: true },
  {
    id: 'sizes',
    property: 'sizes',
    source: 'size_categories, dataset_info, safetensors, files',
    isOn: true,
  },
  { id: 'formats', property: 'formats', source: 'extensions of the files', isOn: true },
  { id: 'host', property: 'contributors', source: 'the hub', isOn: true },
] as const satisfies readonly MappingRule[];

export type RuleId = (typeof mappingRules)[number]['id'];

/** What an institution chose; rules that are not in it are as they are delivered. */
export type RuleChoices = Readonly<
  Record<string, { readonly isOn: boolean; readonly choice?: string | undefined }>
>;

export interface Rules {
  isOn(id: RuleId): boolean;
  /** The choice of a rule that has some. */
  chosen(id: RuleId): string;
}

/** The rules as they hold. A choice that a rule does not offer (any more) is the usual one. */
export function rulesOf(choices: RuleChoices = {}): Rules {
  const byId = new Map<string, MappingRule>(mappingRules.map((rule) => [rule.id, rule]));
  return {
    isOn: (id) => choices[id]?.isOn ?? byId.get(id)?.isOn ?? false,
    chosen: (id) => {
      const offered = byId.get(id)?.choices ?? [];
      const choice = choices[id]?.choice;
      return choice !== undefined && offered.includes(choice) ? choice : (offered[0] ?? '');
    },
  };
}
