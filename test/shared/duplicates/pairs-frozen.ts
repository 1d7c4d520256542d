import { family } from './labelled-pair.ts';
import { frozenPairsOfModels } from './pairs-frozen-models.ts';

/**
 * The half that was written down before anything was tuned and is not changed since; families after the shapes of
 * real cards and series (sizes, splits, languages, years, parts), every name and title invented.
 */
export const frozenPairs = [
  ...frozenPairsOfModels,
  ...family(
    {
      title: 'Daily snow depth at Alpine stations, 1990–2020',
      creators: ['Kessler, Anna', 'Huber, Tobias'],
      year: 2021,
      url: 'https://data.snow.example.org/depth/1990-2020',
      version: '1.0',
    },
    [
      ['same', 'capitals and dash', { title: 'Daily Snow Depth at Alpine Stations, 1990-2020' }],
      ['same', 'initials instead of names', { creators: ['Kessler, A.', 'Huber, T.'] }],
      [
        'same',
        'given name first, a slip in the title',
        {
          title: 'Daily snow depth at Alpine statoins, 1990–2020',
          creators: ['Anna Kessler', 'Tobias Huber'],
        },
      ],
      [
        'same',
        'same address without www and with a fragment',
        {
          title: 'Snow depth',
          creators: ['Kessler, Anna'],
          url: 'http://www.data.snow.example.org/depth/1990-2020/#download',
        },
      ],
      [
        'other',
        'other years',
        { title: 'Daily snow depth at Alpine stations, 1990–2022', year: 2023, version: '2.0' },
      ],
      ['other', 'hourly, not daily', { title: 'Hourly snow depth at Alpine stations, 1990–2020' }],
      ['other', 'another version', { version: '2.0' }],
      ['other', 'another quantity', { title: 'Daily snow load at Alpine stations, 1990–2020' }],
    ],
  ),
  ...family(
    {
      title: 'Parliament speeches corpus: Slovenian',
      creators: ['Novak, Petra', 'Zupan, Luka'],
      year: 2022,
      url: 'https://corpora.example.org/parl/sl',
    },
    [
      ['same', 'punctuation', { title: 'Parliament speeches corpus (Slovenian)' }],
      ['same', 'one creator fewer', { creators: ['Novak, Petra'] }],
      ['same', 'the year of the other edition of the page', { year: 2023 }],
      ['other', 'another language', { title: 'Parliament speeches corpus: Slovakian' }],
      ['other', 'another language', { title: 'Parliament speeches corpus: Croatian' }],
      ['other', 'others made it', { creators: ['Lindqvist, Maja'] }],
      ['other', 'a part of it', { title: 'Parliament speeches corpus: Slovenian (test split)' }],
    ],
  ),
  ...family(
    {
      title: 'Borehole temperatures of the Kaltbach field, part 1',
      creators: ['Institut für Erdwärme'],
      year: 2019,
      url: 'https://geo.example.org/kaltbach/1',
    },
    [
      ['same', 'abbreviated', { title: 'Borehole temperatures of the Kaltbach field, pt. 1' }],
      ['same', 'umlaut written out', { creators: ['Institut fuer Erdwaerme'] }],
      ['other', 'part 2', { title: 'Borehole temperatures of the Kaltbach field, part 2' }],
      [
        'other',
        'part 3',
        { title: 'Borehole temperatures of the Kaltbach field, part 3', year: 2020 },
      ],
      ['other', 'another quantity', { title: 'Borehole pressures of the Kaltbach field, part 1' }],
      ['other', 'another field', { title: 'Borehole temperatures of the Altbach field, part 1' }],
    ],
  ),
  ...family(
    {
      title: 'Annual report on groundwater quality',
      creators: ['Cantonal Water Office'],
      year: 2018,
      url: 'https://water.example.org/report/2018',
    },
    [
      ['same', 'capitals', { title: 'ANNUAL REPORT ON GROUNDWATER QUALITY' }],
      ['same', 'an article in front', { title: 'The annual report on groundwater quality' }],
      ['other', 'another year of the series', { year: 2019 }],
      ['other', 'another year of the series', { year: 2016 }],
      ['other', 'another office', { creators: ['Federal Environment Agency'] }],
      ['other', 'another report', { title: 'Annual report on surface water quality' }],
    ],
  ),
  ...family(
    {
      title: 'Bird song recordings from urban parks',
      subtitle: 'Spring campaign',
      creators: ['Moreau, Claire', 'Diaz, Pablo', 'Stein, Ruth'],
      year: 2020,
      url: 'https://sound.example.org/birds/urban',
    },
    [
      [
        'same',
        'the subtitle in the title',
        { title: 'Bird song recordings from urban parks: spring campaign', subtitle: '' },
      ],
      ['same', 'order of creators', { creators: ['Stein, Ruth', 'Moreau, Claire', 'Diaz, Pablo'] }],
      [
        'same',
        'its metadata names the DOI',
        {
          title: 'Birdsong',
          creators: ['Sound Archive'],
          sameAs: 'https://doi.org/10.5072/birds-urban',
          doi: '10.5072/copy',
        },
      ],
      ['other', 'another place', { title: 'Bird song recordings from rural parks' }],
      ['other', 'another animal', { title: 'Frog song recordings from urban parks' }],
      ['other', 'another campaign', { subtitle: 'Autumn campaign' }],
    ],
  ),
  ...family(
    {
      title: 'Seismic noise levels at station RIET, 2015',
      creators: ['Maurer, Jan', 'Vogel, Eva'],
      year: 2016,
      url: 'https://seismo.example.org/noise/riet/2015',
    },
    [
      [
        'same',
        'a dot and a slash in the address',
        { title: 'RIET noise', url: 'https://seismo.example.org/noise/riet/2015/' },
      ],
      ['same', 'one letter missing', { title: 'Seismic noise level at station RIET, 2015' }],
      ['same', 'middle initial', { creators: ['Maurer, Jan P.', 'Vogel, Eva'] }],
      [
        'other',
        'another year',
        { title: 'Seismic noise levels at station RIET, 2016', year: 2017 },
      ],
      ['other', 'another station', { title: 'Seismic noise levels at station RIED, 2015' }],
      ['other', 'another station', { title: 'Seismic noise levels at station WIET, 2015' }],
      ['other', 'another station', { title: 'Seismic noise levels at station BERN, 2015' }],
    ],
  ),
  ...family(
    {
      title: 'Glacier outlines of the Bernina range from Sentinel-2 imagery',
      creators: ['Caduff, Reto'],
      year: 2020,
      url: 'https://glacier.example.org/bernina/s2',
    },
    [
      [
        'same',
        'hyphen',
        { title: 'Glacier outlines of the Bernina range from Sentinel 2 imagery' },
      ],
      [
        'same',
        'spelling of the other side of the ocean',
        {
          title: 'Glacier outlines of the Bernina range from Sentinel-2 images',
          creators: ['R. Caduff'],
        },
      ],
      [
        'other',
        'another satellite',
        { title: 'Glacier outlines of the Bernina range from Sentinel-1 imagery' },
      ],
      [
        'other',
        'another satellite',
        { title: 'Glacier outlines of the Bernina range from Landsat-8 imagery' },
      ],
      [
        'other',
        'another range',
        { title: 'Glacier outlines of the Silvretta range from Sentinel-2 imagery' },
      ],
      [
        'other',
        'another thing',
        { title: 'Glacier outburst of the Bernina range from Sentinel-2 imagery' },
      ],
    ],
  ),
  ...family(
    {
      title: 'Interviews on farm succession, wave II',
      creators: ['Imhof, Barbara', 'Lang, Peter'],
      year: 2017,
      url: 'https://social.example.org/farm/2',
    },
    [
      ['same', 'Arabic numeral', { title: 'Interviews on farm succession, wave 2' }],
      [
        'same',
        'an ampersand',
        {
          title: 'Interviews on farm succession – wave II',
          creators: ['Imhof, Barbara', 'Lang, P.'],
        },
      ],
      ['other', 'wave I', { title: 'Interviews on farm succession, wave I', year: 2014 }],
      ['other', 'wave III', { title: 'Interviews on farm succession, wave III', year: 2020 }],
      ['other', 'a survey', { title: 'Survey on farm succession, wave II' }],
    ],
  ),
  ...family(
    {
      title: 'Phenology of 12 grassland species in 2021',
      creators: ['Keller, Nina'],
      year: 2022,
      url: 'https://plants.example.org/phenology/2021',
    },
    [
      ['same', 'the number as a word', { title: 'Phenology of twelve grassland species in 2021' }],
      ['same', 'a double letter', { title: 'Phenology of 12 grasslannd species in 2021' }],
      ['other', 'next year', { title: 'Phenology of 12 grassland species in 2022', year: 2023 }],
      ['other', 'other species', { title: 'Phenology of 14 grassland species in 2021' }],
      ['other', 'in woods', { title: 'Phenology of 12 woodland species in 2021' }],
    ],
  ),
  ...family(
    {
      title: 'Soil moisture network Rietholz: raw data',
      creators: ['Soil Physics Group'],
      year: 2015,
      url: 'https://soil.example.org/rietholz/raw',
    },
    [
      ['same', 'another sign', { title: 'Soil moisture network Rietholz - raw data' }],
      [
        'same',
        'tracking in the address',
        {
          title: 'Rietholz',
          url: 'https://soil.example.org/rietholz/raw?utm_source=mail&utm_campaign=x',
        },
      ],
      ['other', 'processed', { title: 'Soil moisture network Rietholz: processed data' }],
      ['other', 'clean', { title: 'Soil moisture network Rietholz: gap-filled data' }],
      ['other', 'another site', { title: 'Soil moisture network Riedholz: raw data' }],
      ['other', 'temperature', { title: 'Soil temperature network Rietholz: raw data' }],
    ],
  ),
  ...family(
    {
      title: 'Choir recordings of Räto-Romance songs',
      creators: ['Caflisch, Ursina'],
      year: 2012,
      url: 'https://music.example.org/choir/rr',
    },
    [
      ['same', 'without the diaeresis', { title: 'Choir recordings of Rato-Romance songs' }],
      [
        'same',
        'double address sign',
        { title: 'Chor', url: 'https://music.example.org//choir/rr' },
      ],
      ['other', 'by another choir master', { creators: ['Tuor, Gion'] }],
      ['other', 'organ, not choir', { title: 'Organ recordings of Räto-Romance songs' }],
    ],
  ),
];
