/** Cards as they lie in the folders of a model hub, written for this project. */
export interface Card {
  readonly path: string;
  readonly text: string;
}

const front = (lines: readonly string[], body: readonly string[]): string =>
  `---\n${lines.join('\n')}\n---\n\n${body.join('\n')}\n`;

export const cards: readonly Card[] = [
  {
    path: 'cards/oberwald-institute/lake-ice-tiny/README.md',
    text: front(
      [
        'license: apache-2.0',
        'language: en',
        'pipeline_tag: image-segmentation',
        'tags:',
        '  - lake-ice',
        '  - segmentation',
        'datasets:',
        '  - oberwald-institute/lake-ice-webcam',
      ],
      [
        '# Lake Ice Tiny',
        '',
        'A small version of the ice segmenter that runs on the webcam itself: 1.2 million parameters, eight images a second on one core. Fog and night are not covered.',
        '',
        '## Citation',
        '',
        '```bibtex',
        '@misc{nakagawa2024tiny,',
        '  title = {Lake Ice Tiny: segmentation on the camera},',
        '  author = {Nakagawa, Haruto and Iyer, Lakshmi},',
        '  year = {2024},',
        '  publisher = {Oberwald Institute for Lakes and Glaciers}',
        '}',
        '```',
      ],
    ),
  },
  {
    path: 'cards/oberwald-institute/snow-depth-reconstruction/README.md',
    text: front(
      [
        'license: cc-by-4.0',
        'language:',
        '  - en',
        'task_categories:',
        '  - tabular-regression',
        'pretty_name: Snow depth reconstruction',
        'size_categories:',
        '  - 1M<n<10M',
      ],
      [
        '# Snow depth reconstruction',
        '',
        'Daily snow depth on a grid of 100 m for the upper valley since 1962, reconstructed from 23 stations and the height of the snow line.',
        '',
        '## Citation Information',
        '',
        '```bibtex',
        '@dataset{castelli2025snow,',
        '  title = {Snow depth reconstruction for the upper Oberwald valley since 1962},',
        '  author = {Castelli, Marco and Gamper, Reto},',
        '  year = {2025},',
        '  publisher = {Oberwald Institute for Lakes and Glaciers},',
        '  version = {1.0}',
        '}',
        '```',
      ],
    ),
  },
  {
    path: 'cards/oberwald-institute/bird-calls-reed/README.md',
    text: front(
      [
        'license: cc-by-nc-4.0',
        'language: en',
        'pretty_name: Bird calls of the reed belt',
        'tags:',
        '  - audio',
        '  - birds',
      ],
      [
        '# Bird calls of the reed belt',
        '',
        'Four hundred hours of sound from the reed belt of the Obersee, with 11,800 calls of 27 species marked by two ornithologists.',
        '',
        '## Citation',
        '',
        '```bibtex',
        '@misc{okafor2025birds, title={Bird calls of the reed belt}, author={Okafor, Chidinma and Zgraggen, Mirjam}, year={2025}}',
        '```',
      ],
    ),
  },
  {
    // Deliberate fault: no licence, and the organisation as the only author.
    path: 'cards/oberwald-institute/melt-season-embeddings/README.md',
    text: front(
      ['language: en', 'tags:', '  - embeddings', '  - glacier'],
      [
        '# Melt season embeddings',
        '',
        'Vectors of 128 numbers for each day of the melt season, made from satellite images, for whoever wants to compare seasons.',
        '',
        'By the Oberwald Institute for Lakes and Glaciers.',
      ],
    ),
  },
];
