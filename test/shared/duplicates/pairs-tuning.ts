import { family } from './labelled-pair.ts';
import { tuningPairsOfModels } from './pairs-tuning-models.ts';

/** The half that thresholds and word lists were chosen on. Every name and title is invented. */
export const tuningPairs = [
  ...tuningPairsOfModels,
  ...family(
    {
      title: 'Hourly discharge at Jura gauges, 2001–2010',
      creators: ['Perrin, Louise', 'Baumann, Kai'],
      year: 2011,
      url: 'https://data.hydro.example.org/jura/2001',
      version: '1.0',
    },
    [
      ['same', 'capitals and dash', { title: 'Hourly Discharge at Jura Gauges, 2001-2010' }],
      ['same', 'initials', { creators: ['Perrin, L.', 'Baumann, K.'] }],
      ['same', 'typing slip', { title: 'Hourly dischrage at Jura gauges, 2001–2010' }],
      [
        'same',
        'same address',
        {
          title: 'Discharge',
          creators: ['Perrin, Louise'],
          url: 'https://www.data.hydro.example.org/jura/2001/',
        },
      ],
      [
        'other',
        'other decade',
        { title: 'Hourly discharge at Jura gauges, 2011–2020', year: 2021 },
      ],
      ['other', 'daily', { title: 'Daily discharge at Jura gauges, 2001–2010' }],
      ['other', 'other region', { title: 'Hourly discharge at Jena gauges, 2001–2010' }],
      ['other', 'next version', { version: '1.1' }],
    ],
  ),
  ...family(
    {
      title: 'Newspaper images of the canton Glarn, volume 3',
      creators: ['Landesarchiv'],
      year: 2016,
      url: 'https://archive.example.org/glarn/3',
    },
    [
      ['same', 'abbreviation', { title: 'Newspaper images of the canton Glarn, vol. 3' }],
      ['same', 'Roman numeral', { title: 'Newspaper images of the canton Glarn, volume III' }],
      ['same', 'year off by one', { year: 2017 }],
      ['other', 'volume 2', { title: 'Newspaper images of the canton Glarn, volume 2' }],
      ['other', 'volume 13', { title: 'Newspaper images of the canton Glarn, volume 13' }],
      ['other', 'texts', { title: 'Newspaper texts of the canton Glarn, volume 3' }],
      ['other', 'another canton', { title: 'Newspaper images of the canton Sarn, volume 3' }],
    ],
  ),
  ...family(
    {
      title: 'Speech of Walser dialects: Issime',
      creators: ['Zürrer, Paula', 'Ronc, Marco'],
      year: 2019,
      url: 'https://corpora.example.org/walser/issime',
    },
    [
      ['same', 'umlaut written out', { creators: ['Zuerrer, Paula', 'Ronc, Marco'] }],
      ['same', 'brackets', { title: 'Speech of Walser dialects (Issime)' }],
      ['same', 'one creator', { creators: ['Zürrer, Paula'] }],
      ['other', 'another village', { title: 'Speech of Walser dialects: Gressoney' }],
      ['other', 'another village', { title: 'Speech of Walser dialects: Alagna' }],
      ['other', 'by others', { creators: ['Favre, Sylvie'] }],
      ['other', 'a split', { title: 'Speech of Walser dialects: Issime (validation)' }],
    ],
  ),
  ...family(
    {
      title: 'Statistics of the university library',
      creators: ['University Library of Brugg'],
      year: 2010,
      url: 'https://library.example.org/stat/2010',
    },
    [
      ['same', 'article', { title: 'The statistics of the university library' }],
      ['same', 'point', { title: 'Statistics of the university library.' }],
      ['other', 'another year', { year: 2011 }],
      ['other', 'another year', { year: 2014 }],
      ['other', 'another library', { creators: ['Cantonal Library of Chur'] }],
      ['other', 'another house', { title: 'Statistics of the university archive' }],
    ],
  ),
  ...family(
    {
      title: 'Moth counts at light traps',
      subtitle: 'Valais',
      creators: ['Gabathuler, Sina', 'Roth, Erik'],
      year: 2018,
      url: 'https://moths.example.org/valais',
    },
    [
      [
        'same',
        'subtitle in the title',
        { title: 'Moth counts at light traps – Valais', subtitle: '' },
      ],
      ['same', 'order of names', { creators: ['Roth, Erik', 'Gabathuler, Sina'] }],
      [
        'same',
        'metadata names the DOI',
        { title: 'Moths', creators: ['Museum'], sameAs: '10.5072/MOTHS-1', doi: '10.5072/copy' },
      ],
      ['other', 'another place', { subtitle: 'Ticino' }],
      ['other', 'another animal', { title: 'Bat counts at light traps' }],
      ['other', 'another trap', { title: 'Moth counts at bait traps' }],
    ],
  ),
  ...family(
    {
      title: 'Tree rings of site LOE, series B',
      creators: ['Frick, Dario', 'Wenger, Lena'],
      year: 2014,
      url: 'https://rings.example.org/loe/b',
    },
    [
      ['same', 'plural', { title: 'Tree ring of site LOE, series B' }],
      ['same', 'middle name', { creators: ['Frick, Dario', 'Wenger, Lena Maria'] }],
      ['same', 'port and slash', { title: 'Rings', url: 'https://rings.example.org:443/loe/b/' }],
      ['other', 'series A', { title: 'Tree rings of site LOE, series A' }],
      ['other', 'series C', { title: 'Tree rings of site LOE, series C' }],
      ['other', 'another site', { title: 'Tree rings of site LAE, series B' }],
      ['other', 'another site', { title: 'Tree rings of site LUZ, series B' }],
    ],
  ),
  ...family(
    {
      title: 'Building footprints of Basel from aerial images',
      creators: ['Schnyder, Beat'],
      year: 2021,
      url: 'https://maps.example.org/bs/footprints',
    },
    [
      [
        'same',
        'imagery',
        { title: 'Building footprints of Basel from aerial imagery', creators: ['B. Schnyder'] },
      ],
      ['same', 'hyphen', { title: 'Building foot-prints of Basel from aerial images' }],
      ['other', 'another city', { title: 'Building footprints of Basle-Land from aerial images' }],
      ['other', 'another city', { title: 'Building footprints of Kassel from aerial images' }],
      ['other', 'another source', { title: 'Building footprints of Basel from radar images' }],
      ['other', 'heights', { title: 'Building heights of Basel from aerial images' }],
    ],
  ),
  ...family(
    {
      title: 'Household panel, wave IV',
      creators: ['Gerber, Ines', 'Kunz, Marc'],
      year: 2012,
      url: 'https://panel.example.org/4',
    },
    [
      ['same', 'Arabic numeral', { title: 'Household panel, wave 4' }],
      ['same', 'initial', { creators: ['Gerber, I.', 'Kunz, M.'] }],
      ['other', 'wave III', { title: 'Household panel, wave III' }],
      ['other', 'wave VI', { title: 'Household panel, wave VI', year: 2016 }],
      ['other', 'firms', { title: 'Business panel, wave IV' }],
    ],
  ),
  ...family(
    {
      title: 'Pollen of 8 alpine plants in 2019',
      creators: ['Suter, Mia'],
      year: 2020,
      url: 'https://plants.example.org/pollen/2019',
    },
    [
      ['same', 'number as a word', { title: 'Pollen of eight alpine plants in 2019' }],
      ['same', 'letters swapped', { title: 'Pollen of 8 alpnie plants in 2019' }],
      ['other', 'next year', { title: 'Pollen of 8 alpine plants in 2020', year: 2021 }],
      ['other', 'nine', { title: 'Pollen of 9 alpine plants in 2019' }],
      ['other', 'lowland', { title: 'Pollen of 8 lowland plants in 2019' }],
    ],
  ),
  ...family(
    {
      title: 'Avalanche bulletin archive: text',
      creators: ['Avalanche Service'],
      year: 2013,
      url: 'https://snow.example.org/bulletin/text',
    },
    [
      ['same', 'dash', { title: 'Avalanche bulletin archive - text' }],
      [
        'same',
        'tracked address',
        { title: 'Bulletins', url: 'https://snow.example.org/bulletin/text?utm_medium=feed' },
      ],
      ['other', 'maps', { title: 'Avalanche bulletin archive: maps' }],
      ['other', 'images', { title: 'Avalanche bulletin archive: images' }],
      ['other', 'accidents', { title: 'Avalanche accident archive: text' }],
    ],
  ),
  ...family(
    {
      title: 'Organ pipes of the Emmental',
      creators: ['Aeschlimann, Rolf'],
      year: 2009,
      url: 'https://music.example.org/organ/emmental',
    },
    [
      ['same', 'one letter', { title: 'Organ pipes of the Emmenthal' }],
      ['other', 'by somebody else', { creators: ['Zaugg, Heidi'] }],
      ['other', 'bells', { title: 'Organ bells of the Emmental' }],
      ['other', 'another valley', { title: 'Organ pipes of the Simmental' }],
    ],
  ),
];
