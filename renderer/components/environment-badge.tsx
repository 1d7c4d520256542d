import type { AppState } from '#shared/contract/app.ts';
import { environmentText } from '#shared/text/states.en.ts';

export type Environment = AppState['repositories'][number]['environment'];

/** The environment in a word on its colour; production is also the only one in capitals. */
export function EnvironmentBadge({ environment }: { readonly environment: Environment }) {
  const { label, meaning } = environmentText[environment];
  return (
    <span className={`environment environment-${environment}`} title={meaning}>
      {environment === 'production' ? label.toUpperCase() : label}
    </span>
  );
}
