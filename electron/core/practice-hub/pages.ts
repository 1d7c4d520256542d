import { doiInWords } from '#shared/doi/unreal-doi.ts';
import { repoPath } from './answers.ts';
import type { HubRepo, HubRevision } from './world.ts';

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function frame(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c1f23;background:#fff}
code{background:#f0f1f3;padding:0 .25rem}button{font:inherit;padding:.4rem 1rem}.tag{border:1px solid #888;border-radius:1rem;padding:0 .6rem}</style>
<p>Local practice hub. Nothing here leaves this computer.</p><h1>${escape(title)}</h1>${body}</html>`;
}

/** The item's own page: name, DOI tag, card as text. */
export function itemPage(repo: HubRepo, revision: HubRevision): string {
  const last = repo.dois.at(-1);
  const card = revision.files['README.md'];
  return frame(
    repo.name,
    `${last === undefined ? '' : `<p><span class="tag">doi: ${escape(doiInWords(last.doi))}</span></p>`}
<p>Revision <code>${revision.sha}</code>. <a href="${repoPath(repo.kind, repo.name)}/settings">Settings</a></p>
<pre>${card !== undefined && 'text' in card ? escape(card.text) : 'No card.'}</pre>`,
  );
}

/** The settings with the section that the Hub's documentation describes (D5, D6, D16). */
export function settingsPage(repo: HubRepo): string {
  const head = repo.revisions.at(-1)?.sha ?? '';
  const last = repo.dois.at(-1);
  const said =
    last === undefined
      ? '<p>This item has no DOI yet.</p>'
      : `<p>Current DOI: ${escape(doiInWords(last.doi))}, for revision <code>${last.commit.slice(0, 7)}</code>${last.commit === head ? '' : ', which is outdated'}.</p>`;
  const button =
    last?.commit === head
      ? '<p>The current revision has its DOI.</p>'
      : `<form method="post" action="${repoPath(repo.kind, repo.name)}/settings/doi"><button>${last === undefined ? 'Generate DOI' : 'Generate new DOI'}</button> for revision <code>${head.slice(0, 7)}</code></form>`;
  return frame(
    `Settings of ${repo.name}`,
    `<h2>Digital Object Identifier (DOI)</h2>${said}${button}`,
  );
}

/** Terms as short as play needs them; a guided generation keeps them word for word. */
export function termsPage(): string {
  return frame(
    'Terms of the practice hub',
    `<p>Version 1 of these terms. What has a DOI stays: it is deleted, renamed or hidden upon request only.</p>
<p>The name of who generates a DOI is given to the registration agency.</p>`,
  );
}
