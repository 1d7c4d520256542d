import type { RemoteState } from '#shared/metadata/attributes.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';

/** As little as a DOI can be published with. */
export const sound = {
  doi: '10.14454/abc',
  url: 'https://data.example.org/abc',
  creators: [{ name: 'Lindqvist, Maja' }],
  titles: [{ title: 'Ice' }],
  publisher: { name: 'Data Commons' },
  publicationYear: 2026,
  types: { resourceTypeGeneral: 'Dataset' },
};

/** `severity code path` for each finding on a sound record with these changes. */
export function said(changes: Record<string, unknown>, state: RemoteState = 'findable'): string[] {
  const findings = validateMetadata({ ...sound, ...changes }, { state });
  return findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}
