import type { RepositoryDetail } from '#shared/contract/repositories.ts';

/** The colour that a person gave an account; beside its name, never instead of it. */
export function AccountDot({ colour }: { readonly colour: RepositoryDetail['colour'] }) {
  if (colour === null) return null;
  return <span className={`account-dot account-${colour}`} aria-hidden="true" />;
}
