import type { Subject } from '../metadata/attributes.ts';
import { findLanguage } from '../values/language.ts';
import type { Provenance } from './card.ts';
import { textList } from './front-values.ts';

type Front = Readonly<Record<string, unknown>>;

/** Tags that the Hub's machines set for themselves. */
const machineTag =
  /^(?:region|license|arxiv|doi|size_categories|language|base_model|dataset|format|modality|library|diffusers|co2_eq_emissions|task_categories|task_ids|annotations_creators|multilinguality|source_datasets|language_creators|deploy|model-index|endpoints?_compatible|autotrain_compatible|has_space|custom_code)(?::|$)|_compatible$/;

const fields = [
  ['task_categories', 'Hugging Face task'],
  ['task_ids', 'Hugging Face task'],
  ['pipeline_tag', 'Hugging Face task'],
  ['tags', 'Hugging Face tag'],
] as const;

/** Tasks and tags as subjects with their scheme, each once; machine tags and `other-…` are left out. */
export function mapSubjects(front: Front): {
  subjects: readonly Subject[];
  provenance: readonly Provenance[];
} {
  const subjects: Subject[] = [];
  const provenance: Provenance[] = [];
  const seen = new Set<string>();
  for (const [field, subjectScheme] of fields) {
    for (const tag of textList(front[field])) {
      if (seen.has(tag) || machineTag.test(tag) || /^other(?:[-:].*)?$/.test(tag)) continue;
      seen.add(tag);
      provenance.push({ path: `subjects[${subjects.length}]`, from: field, rule: 'subject-tag' });
      subjects.push({ subject: tag, subjectScheme });
    }
  }
  const codes = languageCodes(front);
  // One language is the record's `language`; only of several is each a subject.
  for (const code of codes.length > 1 ? codes : []) {
    const name = findLanguage(code)?.name;
    if (name === undefined) continue;
    provenance.push({
      path: `subjects[${subjects.length}]`,
      from: 'language',
      rule: 'subject-language',
    });
    subjects.push({ subject: name, subjectScheme: 'ISO 639', classificationCode: code });
  }
  return { subjects, provenance };
}

/** Language codes of a card; `multilingual`, `code` and the like name no language. */
export function languageCodes(front: Front): readonly string[] {
  return textList(front['language'] ?? front['languages']).filter(
    (code) => /^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/.test(code) && findLanguage(code) !== null,
  );
}
