/** The name under which an account's password lies in the vault. */
export function vaultName(repositoryId: string): string {
  return `repository:${repositoryId}`;
}
