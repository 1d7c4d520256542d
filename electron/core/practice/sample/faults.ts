import { institute, pageOf, type SampleRow } from './work.ts';

const whole = (slug: string, title: string, more: SampleRow): SampleRow => ({
  ID: slug,
  Title: title,
  Version: '1.0',
  Notes: '',
  'Landing page': pageOf(slug, '1.0'),
  'Alternate identifier': `oilg:${slug}`,
  ...more,
});

/** Items with one deliberate fault each, over a sound row: what a steward should find in the sample. */
export const faults: readonly SampleRow[] = [
  whole('wind-records', 'Wind at the dam of the Obersee, 2012 to 2020', { License: '' }),
  // The last digit of the first ORCID iD is wrong.
  whole('oxygen-profiles', 'Oxygen profiles of the Tannensee', {
    ORCIDs: '0000-0001-0001-0013; 0000-0001-0001-0047',
  }),
  whole('zooplankton-draft', 'Zooplankton of the Obersee', {
    Abstract: 'TODO: abstract to be added',
  }),
  whole('debris-maps', 'Maps of debris cover on the Rotfirn', {
    'Landing page': 'https://drive.google.com/file/d/1oberwald-draft/view?usp=sharing',
  }),
  whole('webcam-archive', 'Archive of the institute’s webcams', {
    Creators: institute,
    ORCIDs: '',
    Affiliation: '',
  }),
  whole('spring-catalogue', 'Catalogue of springs in the upper valley', {
    Year: '',
    'Date published': '',
  }),
  whole('turbidity', 'Turbidity below the glacier snout', { 'Resource type': 'Dataset set' }),
  // Saved once in the wrong encoding.
  whole('gewaesserkarte', 'GewÃ¤sserkarte des Oberwalds 1:10â€™000', { Language: 'de' }),
  // The position has latitude and longitude in each other's place, and the days run backwards.
  whole('lidar-shore', 'Laser survey of the shore', {
    Collected: '2023-09-30/2023-06-01',
    Latitude: '8.3502',
    Longitude: '46.5317',
  }),
];
