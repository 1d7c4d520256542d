import { FileTrigger } from 'react-aria-components';

import type { RemovalSettings } from '#shared/contract/removal-shapes.ts';
import { accentProblem, logoProblem } from '#shared/removal/page-template.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';

type Template = RemovalSettings['template'];

interface Props {
  readonly value: Template;
  readonly onChange: (value: Template) => void;
}

/** What the institution gives all its pages. */
export function TemplateForm({ value, onChange }: Props) {
  const set = (change: Partial<Template>): void => onChange({ ...value, ...change });
  const isLogoWrong = logoProblem(value.logo) !== null;
  const read = (list: FileList | null): void => {
    const [file] = list ?? [];
    if (file === undefined) return;
    const reader = new FileReader();
    reader.onload = () => {
      if (typeof reader.result === 'string') set({ logo: reader.result.slice(0, 200_000) });
    };
    reader.readAsDataURL(file);
  };
  return (
    <>
      <div className="case-fields">
        <TextField
          label={text.institution}
          value={value.institution}
          onChange={(institution) => set({ institution })}
        />
        <TextField
          label={text.homeUrl}
          value={value.homeUrl}
          onChange={(homeUrl) => set({ homeUrl })}
        />
        <TextField
          label={text.accent}
          value={value.accent}
          onChange={(accent) => set({ accent })}
          isMono
          error={accentProblem(value.accent) === null ? undefined : removalText.error.accent}
        />
      </div>
      <div className="field">
        <span className="label">{text.logo}</span>
        <div className="line line-wrap">
          {value.logo !== '' && !isLogoWrong && (
            <img src={value.logo} alt="" className="template-logo" />
          )}
          <FileTrigger
            acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
            onSelect={read}
          >
            <Button>{text.chooseLogo}</Button>
          </FileTrigger>
          {value.logo !== '' && (
            <Button kind="plain" onPress={() => set({ logo: '' })}>
              {text.removeLogo}
            </Button>
          )}
        </div>
        {isLogoWrong && <span className="field-error">{removalText.error.logo}</span>}
      </div>
      <TextField
        label={text.imprint}
        value={value.imprint}
        onChange={(imprint) => set({ imprint })}
        rows={2}
      />
      <TextField
        label={text.imprintUrl}
        value={value.imprintUrl}
        onChange={(imprintUrl) => set({ imprintUrl })}
      />
    </>
  );
}
