import { termsOf } from '#shared/metadata/schema/vocabularies.ts';
import { defaultsText as text } from '#shared/text/collections.en.ts';

import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import type { DefaultsDraft, DraftProblem } from './defaults-draft.ts';

interface Props {
  readonly draft: DefaultsDraft;
  readonly onChange: (draft: DefaultsDraft) => void;
  readonly problem: DraftProblem | null;
}

const types = [
  { title: '', choices: [{ id: 'none', label: text.noDefault }] },
  {
    title: 'DataCite',
    choices: termsOf('resourceTypeGeneral').map((term) => ({ id: term, label: term })),
  },
];

/** The fields of the defaults, the same for repository, collection and wizard. */
export function DefaultsFields({ draft, onChange, problem }: Props) {
  const field = (name: keyof DefaultsDraft, label: string) => ({
    label,
    value: draft[name],
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
    error: problem?.field === name ? problem.message : undefined,
  });
  return (
    <div className="form-grid">
      <TextField {...field('publisher', text.publisher)} />
      <TextField
        {...field('publisherRor', text.publisherRor)}
        hint={text.publisherRorHint}
        isMono
      />
      <SelectField
        label={text.resourceTypeGeneral}
        groups={types}
        value={draft.resourceTypeGeneral === '' ? 'none' : draft.resourceTypeGeneral}
        onChange={(id) => onChange({ ...draft, resourceTypeGeneral: id === 'none' ? '' : id })}
      />
      <TextField {...field('resourceType', text.resourceType)} />
      <TextField {...field('rights', text.rights)} hint={text.rightsHint} />
      <TextField {...field('language', text.language)} hint={text.languageHint} />
      <TextField {...field('hostingInstitution', text.hostingInstitution)} />
      <TextField {...field('publicationYear', text.publicationYear)} />
      <div className="form-wide">
        <TextField {...field('urlPattern', text.urlPattern)} hint={text.urlPatternHint} isMono />
      </div>
    </div>
  );
}
