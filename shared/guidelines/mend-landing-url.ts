/**
 * Better addresses that follow from an address by itself, for the hubs whose addresses have known forms.
 * A host of any other kind gives null: only the network could tell.
 */

const hubPath =
  /^(https:\/\/(?:huggingface\.co|hf\.co)\/(?:(?:datasets|spaces)\/)?[\w.-]+\/[\w.-]+)\/(?:resolve|raw|blob)\/[^/]+\/.+$/i;
const gitPath =
  /^(https:\/\/(?:github\.com|gitlab\.com|codeberg\.org)\/[\w.-]+\/[\w.-]+)\/(?:-\/)?(?:raw|archive|releases\/download)\/.+$/i;

/** The page of the repository that a file on a hub belongs to. */
export function pageOfFile(url: string): string | null {
  return (hubPath.exec(url) ?? gitPath.exec(url))?.[1] ?? null;
}

const branchPath =
  /\/(tree|blob|src|commits)\/(?:refs\/heads\/)?(?:main|master|develop|dev|head|trunk)(?=\/|$)/i;

/** The same page at one commit, where the address names a branch. */
export function atCommit(url: string, commit: string): string | null {
  return branchPath.test(url) ? url.replace(branchPath, `/$1/${commit}`) : null;
}

const secureHost =
  /^http:\/\/((?:www\.)?(?:huggingface\.co|hf\.co|github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|kaggle\.com|zenodo\.org|figshare\.com|osf\.io|datadryad\.org|arxiv\.org|pypi\.org))(?=\/|$)/i;

/** The https address of a host that is known to answer there. */
export function secured(url: string): string | null {
  return secureHost.test(url) ? url.replace(/^http:/i, 'https:') : null;
}
