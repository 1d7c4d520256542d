import { mapLicence } from '../cards/card-licence.ts';
import type { MappedCard } from '../cards/card.ts';
import { objectList, textOf } from '../cards/front-values.ts';
import type { AlternateIdentifier, Rights, Subject } from '../metadata/attributes.ts';
import { byteSize, parameterSize } from './file-formats.ts';
import type { ItemReading, MapParts } from './item.ts';
import type { Rules } from './mapping-rules.ts';
import type { Told } from './told.ts';
import { told, withOrigins } from './told.ts';

/** Names of the item beside its DOI. */
export function mapIdentifiers(
  { item, revision, card, citationFile }: ItemReading,
  base: MappedCard,
  rules: Rules,
  { hub }: MapParts,
): readonly Told<AlternateIdentifier>[] {
  if (!rules.isOn('identifiers')) return [];
  const known = withOrigins('identifiers', base.attributes.identifiers, base.provenance);
  const ofId = told(
    { identifier: item.name, identifierType: `${hub.name} repository id` },
    'id',
    'alternate-identifier',
  );
  return [
    ...(card.id === null ? [ofId] : []),
    ...known,
    ...(revision === null
      ? []
      : [
          told(
            { identifier: revision, identifierType: 'Git commit SHA' },
            'sha',
            'identifier-revision',
          ),
        ]),
    ...(citationFile?.swhid == null
      ? []
      : [
          told(
            { identifier: citationFile.swhid, identifierType: 'SWHID' },
            'CITATION.cff identifiers',
            'identifier-swhid',
          ),
        ]),
  ];
}

/** Tags and tasks of the card, and keywords of CITATION.cff. */
export function mapSubjects(
  { info, citationFile }: ItemReading,
  base: MappedCard,
  rules: Rules,
): readonly Told<Subject>[] {
  if (!rules.isOn('subjects')) return [];
  const known = withOrigins('subjects', base.attributes.subjects, base.provenance);
  const has = new Set(known.map(({ value }) => value.subject?.toLowerCase()));
  const more = (citationFile?.keywords ?? [])
    .filter((keyword) => !has.has(keyword.toLowerCase()))
    .map((subject) => told<Subject>({ subject }, 'CITATION.cff keywords', 'subject-keyword'));
  const task =
    info?.cardData === null
      ? info.tags.find((tag) => tag.startsWith('task_categories:'))
      : undefined;
  const inferred =
    task === undefined
      ? []
      : [
          told<Subject>(
            { subject: task.slice(task.indexOf(':') + 1), subjectScheme: 'Hugging Face task' },
            'tags',
            'subject-tag',
          ),
        ];
  return [...known, ...more, ...inferred];
}

/** How large the item is, by everything that tells it. */
export function mapSizes(
  { info, card }: ItemReading,
  base: MappedCard,
  rules: Rules,
): readonly Told<string>[] {
  if (!rules.isOn('sizes')) return [];
  const generated = objectList(card.front['dataset_info']).reduce((sum, each) => {
    const size = each['dataset_size'];
    return sum + (typeof size === 'number' && size > 0 ? size : 0);
  }, 0);
  const files = info?.files.length ?? 0;
  return [
    ...withOrigins('sizes', base.attributes.sizes, base.provenance),
    ...(generated > 0
      ? [told(byteSize(generated), 'dataset_info dataset_size', 'size-generated')]
      : []),
    ...(info?.parameterCount == null
      ? []
      : [told(parameterSize(info.parameterCount), 'safetensors total', 'size-parameters')]),
    ...(info?.storageBytes == null
      ? []
      : [told(byteSize(info.storageBytes), 'usedStorage', 'size-storage')]),
    ...(files === 0
      ? []
      : [told(`${files} ${files === 1 ? 'file' : 'files'}`, 'file names', 'size-files')]),
  ];
}

/** COAR Access Rights 1.0: what may be had without asking, and what not. */
const openAccess: Rights = {
  rights: 'open access',
  rightsUri: 'http://purl.org/coar/access_right/c_abf2',
};
const restrictedAccess: Rights = {
  rights: 'restricted access',
  rightsUri: 'http://purl.org/coar/access_right/c_16ec',
};

/** Licence, and whether the content may be had without asking. */
export function mapRights(
  { card, info, citationFile }: ItemReading,
  rules: Rules,
): readonly Told<Rights>[] {
  const own = rules.isOn('rights-licence')
    ? mapLicence(card.front).rights.map((each) => told(each, 'license', 'rights-licence'))
    : [];
  const fromFile =
    own.length > 0 || !rules.isOn('rights-licence') || citationFile === null
      ? []
      : mapLicence({ license: citationFile.licences }).rights.map((each) =>
          told(each, 'CITATION.cff license', 'rights-citation-file'),
        );
  if (info === null || !rules.isOn('rights-access')) return [...own, ...fromFile];
  const isOpen = info.gated === 'no' && !info.isPrivate;
  const prompt = textOf(card.front['extra_gated_prompt']).slice(0, 1000);
  return [
    ...own,
    ...fromFile,
    told(isOpen ? openAccess : restrictedAccess, 'gated, private', 'rights-access'),
    ...(isOpen || prompt === ''
      ? []
      : [
          told<Rights>(
            { rights: `Conditions of access: ${prompt}` },
            'extra_gated_prompt',
            'rights-gate',
          ),
        ]),
  ];
}
