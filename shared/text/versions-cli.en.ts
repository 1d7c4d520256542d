import { formatCounted } from './format.ts';

/** What the verbs on version chains say. */
export const versionsCliText = {
  place: 'place in its chain',
  summary: {
    list: 'Lists version chains',
    check: 'Names everything that is wrong with version chains',
    repair: 'Plans the repair of version chains, or carries it out as one change set',
    new: 'Makes a new version of a record, linked both ways',
    part: 'Makes a record of its own for a part of another, linked both ways',
    graph: 'Writes a version chain as a picture or as data',
  },
  option: {
    query: 'Only chains that hold a record which fits, as in: state:findable year>=2023',
    preview: 'Shows what would be changed, and changes nothing',
    apply: 'Carries it out; the change set can be undone',
    reason: 'Why, for the history',
    version: 'The version of the new record, as 2.0',
    url: 'Landing page of the new version',
    year: 'Publication year of the new version; this year unless told',
    issued: 'Day on which it is issued, as 2027-06-30; today unless told',
    canonical: 'Landing page of the item: makes a canonical DOI where the chain has none',
    changed: 'What changed, by the codes of the policy, with commas: data,licence',
    anyway: 'Makes the new DOI although the policy proposes an update in place',
    inPlace:
      'Updates the record that is there instead: --version, and --issued as the date Updated',
    correction: 'The old version is wrong and out of force: the new one says Obsoletes',
    part: 'Which part it is, so that somebody else finds the same: rows, files, years, the query',
    title: 'Title of the part',
    urlOfPart: 'Landing page of the part',
    yearOfPart: 'Publication year of the part; this year unless told',
    workedOn: 'Its values were averaged, corrected or joined: IsDerivedFrom instead of IsPartOf',
    to: 'svg, json-ld or csv; upstream-csv or upstream-json-ld for what it is made of, downstream-csv or downstream-json-ld for what was made of it, contacts-csv for everybody to write to about it',
    out: 'File to write; it must not exist yet. Standard output unless told',
  },
  notes: {
    repair: [
      'Give DOIs for the chains of these records, or --query; without either, all chains with defects.',
      'What needs a person stays and is listed; records of others get a text to send to their owner.',
      'Nothing is sent to DataCite by this: send the change set afterwards.',
    ],
    part: ['For most re-use the DOI of the whole is enough: steward cite DOI --part TEXT.'],
    new: [
      'With --changed, the policy of the day proposes a new DOI or an update in place; its answer is stored.',
    ],
  },
  heading: {
    doi: 'Record',
    versions: 'Versions',
    latest: 'Latest',
    defects: 'Defects',
    title: 'Title',
    what: 'What is wrong',
  },
  reading: 'Reading relations',
  listed: (count: number): string => `${formatCounted(count, 'version chain', 'version chains')}.`,
  noChains: 'There are no version chains here.',
  checked: (chains: number, defects: number): string =>
    defects === 0
      ? `${formatCounted(chains, 'chain', 'chains')} checked, nothing wrong.`
      : `${formatCounted(chains, 'chain', 'chains')} checked, ${formatCounted(defects, 'defect', 'defects')}.`,
  previewOrApply: 'Say either --preview or --apply.',
  nothingToDo: 'Nothing to repair.',
  change: (doi: string, what: string): string => `${doi}: ${what}`,
  planned: (records: number, left: number, wishes: number): string =>
    `${formatCounted(records, 'record', 'records')} would change; ${formatCounted(left, 'defect needs', 'defects need')} a person; ${formatCounted(wishes, 'record belongs', 'records belong')} to others.`,
  repaired: (records: number, left: number, id: string): string =>
    `${formatCounted(records, 'record', 'records')} changed in change set ${id}; ${formatCounted(left, 'defect needs', 'defects need')} a person.`,
  nothingChanged: 'Nothing was changed.',
  letterTo: (doi: string): string => `To the owner of ${doi}:`,
  proposal: (proposal: string, why: string, policy: string): string =>
    `${policy}: ${proposal === 'new-doi' ? 'a new DOI' : proposal === 'update' ? 'an update in place' : 'to be weighed by a person'}. ${why}`,
  updateProposed:
    'No new version was made: the policy proposes an update in place. Add --in-place to do it, or --anyway to make a new DOI.',
  updated: (doi: string, version: string): string =>
    `${doi} is version ${version} now, under the same DOI. It waits to be sent.`,
  updatedBefore: (doi: string, version: string): string =>
    `${doi} says version ${version} and this day already. Nothing was changed.`,
  notInPlace: (names: readonly string[]): string =>
    `--in-place writes the version and the day, under the same DOI: leave out ${names.map((name) => `--${name}`).join(', ')}. Nothing was changed.`,
  urlNeeded: 'A new version needs --url; an update of the record that is there needs --in-place.',
  made: (doi: string): string => `Made ${doi}, linked with the version before it.`,
  madePart: (doi: string, whole: string): string => `Made ${doi}, linked with ${whole}.`,
  madeWithErrors: (doi: string, count: number): string =>
    `It is a draft with ${formatCounted(count, 'error', 'errors')}, and stays here until that is mended. See: steward show ${doi}`,
  madeCanonical: (doi: string): string => `The DOI above all versions is ${doi}.`,
  notAFormat: (format: string): string =>
    `“${format}” is none of svg, json-ld, csv, upstream-csv, upstream-json-ld, downstream-csv, downstream-json-ld, contacts-csv.`,
} as const;

/** One change of a relation, in a line. */
export function changeLine(change: {
  readonly kind: 'add' | 'remove' | 'replace';
  readonly before: { readonly relationType: string; readonly relatedIdentifier: string } | null;
  readonly after: { readonly relationType: string; readonly relatedIdentifier: string } | null;
}): string {
  const said = (one: typeof change.before): string =>
    one === null ? '' : `${one.relationType} ${one.relatedIdentifier}`;
  if (change.kind === 'add') return `+ ${said(change.after)}`;
  return change.kind === 'remove'
    ? `- ${said(change.before)}`
    : `- ${said(change.before)}  + ${said(change.after)}`;
}
