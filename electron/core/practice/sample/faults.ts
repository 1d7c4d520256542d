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
  whole('wind-records', 'Wind at the dam of the Obersee, 2012 to 2020', {
    Abstract:
      'Wind speed and direction on the crest of the dam at ten-minute steps, from a cup anemometer at 6 m. Hours with ice on the sensor are marked and left in.',
    License: '',
  }),
  // The last digit of the first ORCID iD is wrong.
  whole('oxygen-profiles', 'Oxygen profiles of the Tannensee', {
    Abstract:
      'Dissolved oxygen at every metre of the deepest point of the Tannensee, measured each month from a boat with an optical sensor that was calibrated before each trip.',
    ORCIDs: '0000-0001-0001-0013; 0000-0001-0001-0047',
  }),
  whole('zooplankton-draft', 'Zooplankton of the Obersee', {
    Abstract: 'TODO: abstract to be added',
  }),
  whole('debris-maps', 'Maps of debris cover on the Rotfirn', {
    Abstract:
      'Outlines of debris cover on the tongue of the Rotfirn, drawn from air photographs of six summers at 0.5 m and checked on foot at 120 points.',
    'Landing page': 'https://drive.google.com/file/d/1oberwald-draft/view?usp=sharing',
  }),
  whole('webcam-archive', 'Archive of the institute’s webcams', {
    Abstract:
      'Hourly pictures of nine webcams at lakes and glaciers, with the position and the direction of view of each camera and a list of the days that are missing.',
    Creators: institute,
    ORCIDs: '',
    Affiliation: '',
  }),
  whole('spring-catalogue', 'Catalogue of springs in the upper valley', {
    Abstract:
      'Springs between 900 and 2,400 m with position, altitude, yield at three visits, temperature and conductivity, and a photograph of each.',
    Year: '',
    'Date published': '',
  }),
  whole('turbidity', 'Turbidity below the glacier snout', {
    Abstract:
      'Turbidity of the melt water 200 m below the snout at five-minute steps over four melt seasons, with the samples by which the sensor was calibrated.',
    'Resource type': 'Dataset set',
  }),
  // Saved once in the wrong encoding.
  whole('gewaesserkarte', 'GewÃ¤sserkarte des Oberwalds 1:10â€™000', {
    Abstract:
      'Karte aller Seen, Bäche und Quellen des Oberwalds, aus dem Höhenmodell abgeleitet und im Feld ergänzt, mit den Namen, die im Tal gebräuchlich sind.',
    Language: 'de',
  }),
  // The position has latitude and longitude in each other's place, and the days run backwards.
  whole('lidar-shore', 'Laser survey of the shore', {
    Abstract:
      'Height of the shore of the Obersee from an airborne laser survey, as a raster of 0.25 m and as classified points, with the accuracy at 60 control points.',
    Collected: '2023-09-30/2023-06-01',
    Latitude: '8.3502',
    Longitude: '46.5317',
  }),
];
