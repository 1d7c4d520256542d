import { family } from './labelled-pair.ts';

/** Of the tuned half: models, software and benchmarks. */
export const tuningPairsOfModels = [
  ...family(
    {
      title: 'otter-8b-chat',
      creators: ['River Research'],
      year: 2024,
      url: 'https://huggingface.co/river/otter-8b-chat',
      type: 'Model',
      hub: 'river/otter-8b-chat',
      commit: '77aa0c1d2e3f405162738495a6b7c8d9e0f10213',
    },
    [
      ['same', 'the same repository', { title: 'Otter chat model', hub: 'river/otter-8b-chat' }],
      [
        'same',
        'the same commit',
        {
          title: 'Otter mirror',
          creators: ['Somebody'],
          commit: '77aa0c1d2e3f405162738495a6b7c8d9e0f10213',
        },
      ],
      ['same', 'a revision in the title', { title: 'otter-8b-chat (Revision 77aa0c1)' }],
      ['other', 'size', { title: 'otter-13b-chat', hub: 'river/otter-13b-chat' }],
      ['other', 'size', { title: 'otter-1.5b-chat' }],
      ['other', 'instruct', { title: 'otter-8b-instruct' }],
      ['other', 'quantised', { title: 'otter-8b-chat-awq' }],
      ['other', 'adapter', { title: 'otter-8b-chat-lora' }],
    ],
  ),
  ...family(
    {
      title: 'kestrel-tts-base',
      creators: ['Falk, Oskar'],
      year: 2022,
      url: 'https://huggingface.co/falk/kestrel-tts-base',
      type: 'Model',
      sha256: 'aa11bb22cc33dd44ee55ff6677889900aa11bb22cc33dd44ee55ff6677889900',
      hub: 'falk/kestrel-tts-base',
    },
    [
      [
        'same',
        'same file',
        {
          title: 'A text to speech model',
          sha256: 'AA11BB22CC33DD44EE55FF6677889900AA11BB22CC33DD44EE55FF6677889900',
          creators: ['Voice Group'],
        },
      ],
      ['same', 'blanks', { title: 'Kestrel TTS base' }],
      [
        'same',
        'address at the hub',
        { title: 'kestrel', url: 'https://huggingface.co/falk/kestrel-tts-base/tree/0f0f0f0' },
      ],
      ['other', 'large', { title: 'kestrel-tts-large' }],
      ['other', 'recognition', { title: 'kestrel-asr-base' }],
      ['other', 'version 2', { title: 'kestrel-tts-base-v2' }],
      ['other', 'distilled', { title: 'distil-kestrel-tts-base' }],
      ['other', 'in French', { title: 'kestrel-tts-base-fr' }],
    ],
  ),
  ...family(
    {
      title: 'AlpNLI: inference in mountain texts (train)',
      creators: ['Göransson, Åsa'],
      year: 2023,
      url: 'https://huggingface.co/datasets/alp/alpnli',
      hub: 'datasets/alp/alpnli',
    },
    [
      ['same', 'accents', { creators: ['Goransson, Asa'] }],
      ['same', 'hub id without its kind', { title: 'alpnli', hub: 'alp/alpnli' }],
      ['other', 'test', { title: 'AlpNLI: inference in mountain texts (test)' }],
      ['other', 'other texts', { title: 'AlpNLI: inference in medical texts (train)' }],
      ['other', 'translated', { title: 'AlpNLI: inference in mountain texts (train, German)' }],
    ],
  ),
  ...family(
    {
      title: 'robin-rerank-small',
      creators: ['Nest AI'],
      year: 2024,
      url: 'https://huggingface.co/nest/robin-rerank-small',
      type: 'Model',
      hub: 'nest/robin-rerank-small',
    },
    [
      [
        'same',
        'hub as an address',
        { title: 'Robin', hub: 'https://huggingface.co/nest/robin-rerank-small' },
      ],
      ['same', 'capitals', { title: 'Robin-Rerank-Small' }],
      ['other', 'large', { title: 'robin-rerank-large' }],
      ['other', 'tiny', { title: 'robin-rerank-tiny' }],
      ['other', 'embedding', { title: 'robin-embed-small' }],
      ['other', 'v1.1', { title: 'robin-rerank-small-v1.1' }],
      ['other', 'multilingual', { title: 'robin-rerank-small-multilingual' }],
    ],
  ),
  ...family(
    {
      title: 'A solver for shallow water equations',
      creators: ['Bianchi, Sara', 'Koller, Urs'],
      year: 2020,
      url: 'https://code.example.org/shallow',
      type: 'Software',
      version: '0.9.0',
      commit: 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
    },
    [
      [
        'same',
        'same commit',
        { title: 'shallow', commit: 'DEADBEEFDEADBEEFDEADBEEFDEADBEEFDEADBEEF', version: '0.9' },
      ],
      ['same', 'v and article', { title: 'Solver for shallow water equations', version: 'v0.9.0' }],
      ['other', 'release', { version: '0.10.0' }],
      ['other', 'data', { title: 'Data for shallow water equations', type: 'Dataset' }],
      ['other', 'deep', { title: 'A solver for deep water equations' }],
      ['other', 'an article about it', { type: 'Text' }],
    ],
  ),
];
