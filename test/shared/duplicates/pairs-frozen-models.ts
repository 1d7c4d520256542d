import { family } from './labelled-pair.ts';

/** Of the frozen half: models, software and benchmarks. */
export const frozenPairsOfModels = [
  ...family(
    {
      title: 'marlin-7b-instruct',
      creators: ['Tidewater AI'],
      year: 2024,
      url: 'https://huggingface.co/tidewater/marlin-7b-instruct',
      type: 'Model',
      hub: 'tidewater/marlin-7b-instruct',
      commit: '9f31c0de77a14c0b9d6a2f7b1f0e5ac4d2b8e611',
    },
    [
      [
        'same',
        'the same repository of the hub',
        { title: 'Marlin 7B Instruct (Revision 9f31c0d)', hub: 'tidewater/marlin-7b-instruct' },
      ],
      [
        'same',
        'the same commit, mirrored',
        {
          title: 'Marlin instruct model, mirror',
          creators: ['Mirror Service'],
          year: 2025,
          commit: '9f31c0de77a14c0b9d6a2f7b1f0e5ac4d2b8e611',
        },
      ],
      [
        'same',
        'the same address with a branch',
        { title: 'Marlin', url: 'https://huggingface.co/tidewater/marlin-7b-instruct/tree/main' },
      ],
      [
        'other',
        'another size',
        {
          title: 'marlin-3b-instruct',
          hub: 'tidewater/marlin-3b-instruct',
          url: 'https://huggingface.co/tidewater/marlin-3b-instruct',
        },
      ],
      [
        'other',
        'another size',
        { title: 'marlin-70b-instruct', hub: 'tidewater/marlin-70b-instruct' },
      ],
      ['other', 'the base model', { title: 'marlin-7b-base', hub: 'tidewater/marlin-7b' }],
      [
        'other',
        'quantised',
        { title: 'marlin-7b-instruct-gguf', hub: 'tidewater/marlin-7b-instruct-gguf' },
      ],
      ['other', 'tuned for chat', { title: 'marlin-7b-chat' }],
    ],
  ),
  ...family(
    {
      title: 'heron-asr-large-v2',
      creators: ['Okafor, Ngozi', 'Bell, Simon'],
      year: 2023,
      url: 'https://huggingface.co/heronspeech/heron-asr-large-v2',
      type: 'Model',
      version: '2',
      hub: 'heronspeech/heron-asr-large-v2',
      sha256: '3b1f5d2a90c4e87766f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6',
    },
    [
      [
        'same',
        'the same file',
        {
          title: 'Heron speech recognition weights',
          creators: ['Speech Group'],
          sha256: '3b1f5d2a90c4e87766f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6',
          version: '2',
        },
      ],
      ['same', 'blanks for hyphens', { title: 'Heron ASR Large v2' }],
      ['same', 'the hub in capitals', { title: 'Heron', hub: 'HeronSpeech/heron-asr-large-v2' }],
      ['other', 'version 3', { title: 'heron-asr-large-v3', version: '3' }],
      ['other', 'small', { title: 'heron-asr-small-v2' }],
      ['other', 'medium', { title: 'heron-asr-medium-v2' }],
      ['other', 'for one language', { title: 'heron-asr-large-v2-yoruba' }],
      ['other', 'distilled', { title: 'distil-heron-asr-large-v2' }],
    ],
  ),
  ...family(
    {
      title: 'LakeQA: questions and answers about limnology (train)',
      creators: ['Sørensen, Ida'],
      year: 2024,
      url: 'https://huggingface.co/datasets/limno/lakeqa',
      hub: 'datasets/limno/lakeqa',
    },
    [
      ['same', 'letter of another alphabet', { creators: ['Sorensen, Ida'] }],
      [
        'same',
        'the same data set at the hub',
        {
          title: 'lakeqa',
          hub: 'limno/lakeqa',
          url: 'https://huggingface.co/datasets/limno/lakeqa?library=pandas',
        },
      ],
      [
        'other',
        'the other split',
        { title: 'LakeQA: questions and answers about limnology (test)' },
      ],
      [
        'other',
        'the other split',
        { title: 'LakeQA: questions and answers about limnology (dev)' },
      ],
      [
        'other',
        'another subject',
        { title: 'LakeQA: questions and answers about hydrology (train)' },
      ],
    ],
  ),
  ...family(
    {
      title: 'wren-embed-base-en',
      creators: ['Wren Labs'],
      year: 2023,
      url: 'https://huggingface.co/wrenlabs/wren-embed-base-en',
      type: 'Model',
      hub: 'wrenlabs/wren-embed-base-en',
    },
    [
      [
        'same',
        'with the revision that the hub adds',
        { title: 'wren-embed-base-en (Revision 84c083a)' },
      ],
      [
        'same',
        'the hub as an address',
        { title: 'Wren embeddings', hub: 'https://huggingface.co/wrenlabs/wren-embed-base-en' },
      ],
      [
        'other',
        'another language',
        { title: 'wren-embed-base-de', hub: 'wrenlabs/wren-embed-base-de' },
      ],
      ['other', 'many languages', { title: 'wren-embed-base-multilingual' }],
      ['other', 'large', { title: 'wren-embed-large-en' }],
      ['other', 'a reranker', { title: 'wren-rerank-base-en' }],
      ['other', 'another revision', { title: 'wren-embed-base-en-v1.5' }],
    ],
  ),
  ...family(
    {
      title: 'A model of sediment transport in braided rivers',
      creators: ['Rossi, Giulia', 'Meyer, Hans'],
      year: 2022,
      url: 'https://models.example.org/sediment',
      type: 'Software',
      version: '1.2.0',
      commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    },
    [
      [
        'same',
        'the same commit',
        { title: 'sedtrans', commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', version: '1.2' },
      ],
      [
        'same',
        'without the article, with v',
        { title: 'Model of sediment transport in braided rivers', version: 'v1.2.0' },
      ],
      [
        'other',
        'next release',
        { version: '1.3.0', commit: 'ffeeddccbbaa99887766554433221100ffeeddcc' },
      ],
      [
        'other',
        'the data, not the model',
        { title: 'Data of sediment transport in braided rivers', type: 'Dataset' },
      ],
      ['other', 'another process', { title: 'A model of sediment deposition in braided rivers' }],
      ['other', 'a thing of another kind under the same title', { type: 'JournalArticle' }],
    ],
  ),
  ...family(
    {
      title: 'finch-vision-384',
      creators: ['Alvarez, Marta', 'Chen, Wei'],
      year: 2024,
      url: 'https://huggingface.co/finch/finch-vision-384',
      type: 'Model',
    },
    [
      [
        'same',
        'the address of the files',
        {
          title: 'Finch',
          url: 'https://huggingface.co/finch/finch-vision-384/blob/main/README.md',
        },
      ],
      ['same', 'Chinese order of names', { creators: ['Alvarez, Marta', 'Wei Chen'] }],
      ['other', 'another resolution', { title: 'finch-vision-224' }],
      ['other', 'patches', { title: 'finch-vision-384-patch14' }],
      ['other', 'audio', { title: 'finch-audio-384' }],
    ],
  ),
];
