import type { Defaults } from '#shared/contract/define.ts';
import { termsOf } from '#shared/metadata/schema/vocabularies.ts';
import { defaultsText as text } from '#shared/text/collections.en.ts';

import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import type { DefaultsDraft, DraftProblem } from './defaults-draft.ts';
import { draftOf } from './defaults-draft.ts';

interface Props {
  readonly draft: DefaultsDraft;
  readonly onChange: (draft: DefaultsDraft) => void;
  readonly problem: DraftProblem | null;
  /** What holds where a field is left empty: the repository's defaults, seen through a collection. */
  readonly inherited: Defaults;
}

const terms = termsOf('resourceTypeGeneral').map((term) => ({ id: term, label: term }));

/** The fields of the defaults, the same for repository, collection and wizard. */
export function DefaultsFields({ draft, onChange, problem, inherited }: Props) {
  const given = draftOf(inherited);
  const field = (name: keyof DefaultsDraft, label: string) => ({
    label,
    value: draft[name],
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
    error: problem?.field === name ? problem.message : undefined,
    placeholder: given[name],
  });
  const noType =
    given.resourceTypeGeneral === '' ? text.noDefault : text.inherited(given.resourceTypeGeneral);
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
        groups={[
          { title: '', choices: [{ id: 'none', label: noType }] },
          { title: 'DataCite', choices: terms },
        ]}
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
