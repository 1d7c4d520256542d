import { sampleCollection } from '../practice/index.ts';
import type { HubWorld, WorldChanges } from './world.ts';

/** Front matter of the sample that only models have. */
const modelField = /^(?:pipeline_tag|library_name|base_model|model-index):/m;

/**
 * Fills an empty practice hub with the cards of the sample collection, each with a little history: a tag, data that
 * are never read, a CITATION.cff, a pull request that waits, an item that is gated, and one that has a DOI.
 */
export function fillPracticeHub(changes: WorldChanges, world: HubWorld): void {
  world.people.push(
    {
      name: 'oberwald-institute',
      fullName: 'Oberwald Institute for Lakes and Glaciers',
      isOrganisation: true,
    },
    { name: 'lgamper', fullName: 'Lea Gamper', isOrganisation: false },
  );
  const cards = sampleCollection().files.filter(({ path }) => path.endsWith('README.md'));
  cards.forEach(({ path, text }, at) => {
    const name = path.split('/').slice(-3, -1).join('/');
    const kind = modelField.test(text) ? 'model' : 'dataset';
    const weights = kind === 'model' ? 'model.safetensors' : 'data/train-00000.parquet';
    const repo = changes.create(
      kind,
      name,
      {
        'README.md': { text: text.replace(/\n## Citation[\s\S]*$/, '\n') },
        '.gitattributes': { text: '' },
        [weights]: { bytes: 48_000_000 + at * 977 },
      },
      `2025-0${1 + (at % 9)}-1${at % 10}T09:30:00.000Z`,
    );
    repo.contributors = ['lgamper'];
    changes.moveHead(kind, name, 'Say how to cite it', {
      'README.md': { text },
      ...(at % 3 === 0 ? { 'CITATION.cff': { text: citationFile(name, text) } } : {}),
    });
    if (at % 2 === 0) changes.tag(kind, name, 'v1.0');
    if (at === 1) repo.gated = 'manual';
    if (at === 2)
      repo.pullRequests.push({ number: 3, title: 'Correct the units of snow depth', isOpen: true });
    if (at === 3) changes.generateDoi(kind, name, '10.5555');
  });
  const items = world.repos.slice(0, 4).map(({ kind, name }) => ({ type: kind, id: name }));
  world.collections.push({
    slug: 'oberwald-institute/lakes-and-snow-65a1',
    title: 'Lakes and snow',
    description: 'Data sets and models of the Oberwald observatory.',
    items,
  });
}

function citationFile(name: string, card: string): string {
  const title = /title\s*=\s*\{([^}]*)\}/.exec(card)?.[1] ?? name;
  return [
    'cff-version: 1.2.0',
    'message: Please cite this work as below.',
    `title: ${JSON.stringify(title)}`,
    'type: dataset',
    'authors:',
    '  - family-names: Gamper',
    '    given-names: Lea',
    '    orcid: https://orcid.org/0000-0002-1825-0097',
    '    affiliation: Oberwald Institute for Lakes and Glaciers',
    '  - name: Oberwald Institute for Lakes and Glaciers',
    'version: "1.0"',
    'date-released: 2025-05-02',
    'keywords: [lakes, snow]',
    '',
  ].join('\n');
}
