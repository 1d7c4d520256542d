/** The matter of which `generateRecord` makes records: invented people and places, real vocabularies. */
export const fields = [
  'sea surface temperature',
  'urban heat islands',
  'permafrost carbon',
  'protein folding',
  'dialect maps',
  'parish registers',
  'crystal growth',
  'bird migration',
  'soil moisture',
  'traffic noise',
  'court records',
  'gravity waves',
  'river sediment',
  'sleep quality',
  'handwritten letters',
  'glacier retreat',
  'battery ageing',
  'reading skills',
  'coral bleaching',
  'medieval charters',
  'catalyst surfaces',
  'household energy use',
] as const;

export const forms = [
  'Observations of',
  'A survey of',
  'Time series of',
  'Images for',
  'Model output for',
  'Interviews on',
  'Annotated corpus of',
  'Field measurements of',
  'Simulations of',
  'Linked records of',
] as const;

export const places = [
  'the Baltic Sea',
  'Lake Constance',
  'Kathmandu Valley',
  'the Ruhr',
  'Patagonia',
  'Kyūshū',
  'the Sahel',
  'Tromsø',
  'Brittany',
  'the Danube Delta',
  'Aotearoa New Zealand',
  'Łódź',
  'the Azores',
  'Novi Sad',
] as const;

/** Family name, given names; several scripts, particles and hyphens. */
export const people = [
  ['Lindqvist', 'Maja'],
  ['Okafor', 'Chidi'],
  ['García Márquez', 'Lucía'],
  ['van der Berg', 'Jan'],
  ['Müller-Lüdenscheidt', 'Jörg'],
  ['O’Brien', 'Síle'],
  ['Nguyễn', 'Thị Hương'],
  ['Kowalski', 'Łukasz'],
  ['佐藤', '花子'],
  ['王', '小明'],
  ['Петрова', 'Анна'],
  ['Al-Hassan', 'Noor'],
  ['Ferreira da Silva', 'João'],
  ['Þórsdóttir', 'Björk'],
  ['Papadopoulou', 'Ελένη'],
  ['Smith', 'A. B.'],
  ['Tamm', 'Kaarel'],
  ['Ivanova', 'Daria'],
] as const;

export const organisations = [
  'Institute for Coastal Research',
  'Universitätsbibliothek Musterstadt',
  'Centre for Open Fieldwork',
  'National Archive of Dialects',
  'Laboratoire des Surfaces',
  'Data Commons Cooperative',
  'Polar Survey Group',
  'Museum für Angewandte Geologie',
  'Regional Health Registry',
  'School of Computational Letters',
] as const;

export const keywords = [
  'oceanography',
  'linguistics',
  'machine learning',
  'open data',
  'climate',
  'history',
  'biodiversity',
  'chemistry',
  'time series',
  'remote sensing',
  'social survey',
  'digitisation',
  'materials',
  'genomics',
  'hydrology',
  'education',
] as const;

export const sentences = [
  'The records were collected between spring and autumn and checked twice by different people.',
  'Missing values are left empty; a column beside each measurement names the instrument.',
  'The method is described in the accompanying protocol, together with the limits of each sensor.',
  'Files are grouped by site and year, so that a single season can be used by itself.',
  'All names of persons were replaced before publication, and dates were shifted by a constant.',
  'Earlier versions lacked the corrections for drift that this one applies throughout.',
  'The sampling plan covers every district in proportion to its size, with a reserve of ten per cent.',
  'Scripts for the figures of the article are part of the deposit and run without further data.',
] as const;

export const licences = [
  [
    'Creative Commons Attribution 4.0 International',
    'https://creativecommons.org/licenses/by/4.0/legalcode',
    'CC-BY-4.0',
  ],
  [
    'Creative Commons Zero v1.0 Universal',
    'https://creativecommons.org/publicdomain/zero/1.0/legalcode',
    'CC0-1.0',
  ],
  [
    'Open Data Commons Attribution License v1.0',
    'https://opendatacommons.org/licenses/by/1.0/',
    'ODC-By-1.0',
  ],
  ['MIT License', 'https://opensource.org/license/mit/', 'MIT'],
] as const;

export const funders = [
  ['German Research Foundation', 'https://doi.org/10.13039/501100001659', 'Crossref Funder ID'],
  ['European Research Council', 'https://doi.org/10.13039/501100000781', 'Crossref Funder ID'],
  ['Swiss National Science Foundation', 'https://ror.org/00yjd3n13', 'ROR'],
] as const;

export const formats = [
  'text/csv',
  'application/json',
  'image/tiff',
  'application/x-netcdf',
  'text/plain',
  'application/zip',
] as const;
