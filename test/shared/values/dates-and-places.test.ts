import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dayNumber, isReversed, parseDate, proposeDate } from '#shared/values/date.ts';
import { checkGeoLocation } from '#shared/values/geo.ts';
import { readLandingUrl } from '#shared/values/landing-url.ts';

describe('dates', () => {
  it.each([
    '2020',
    '2020-02',
    '2020-02-29',
    '2020-01-01T10:00Z',
    '2020-01-01T10:00:00.5+01:00',
    '2020-01-01T10:00',
    '-0054',
    'Y170000',
    '2004-06~',
    '2004?',
    '2004-06-11%',
    '201X',
    '20XX',
    '2004-XX',
    '2004-06-XX',
    '2020-21',
    '2004/2006',
    '2004-02-01/2005',
    '2004/',
    '/2006',
    '../2004',
    '2004/..',
    'unknown/2006',
    ':tba',
    ':unav',
  ])('takes %s', (text) => {
    expect(parseDate(text)).not.toBeNull();
  });

  it.each([
    '',
    'forthcoming',
    '2020-13',
    '2020-00',
    '2020-02-30',
    '2021-02-29',
    '20-01-01',
    '01.02.2020',
    '2020-1-5',
    '2020-01-01T25:00Z',
    '/',
    '../..',
    '2020/2021/2022',
    'n.d.',
    '2020-01-01 10:00',
    'XXXX-01',
  ])('does not take “%s”', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('orders days, and sees a range that ends before it starts', () => {
    expect(dayNumber('2020-12-31')).toBeLessThan(dayNumber('2021-01-01'));
    expect(dayNumber('nonsense')).toBeNaN();
    const reversed = (text: string): boolean => {
      const reading = parseDate(text);
      return reading !== null && isReversed(reading);
    };
    expect(
      ['2010/2005', '2010-05/2010-04', '2010/2010-05', '2010/..', '2005'].map(reversed),
    ).toEqual([true, true, false, false, false]);
  });

  it.each([
    ['2020-1-5', '2020-01-05'],
    ['2020/1/5', '2020-01-05'],
    ['20200105', '2020-01-05'],
    ['31/12/2020', '2020-12-31'],
    ['12/31/2020', '2020-12-31'],
    ['05.05.2020', '2020-05-05'],
    ['5 March 2020', '2020-03-05'],
    ['March 5th, 2020', '2020-03-05'],
    ['Sept 2021', '2021-09'],
  ])('proposes for %s the date %s', (text, proposal) => {
    expect(proposeDate(text)).toBe(proposal);
  });

  it.each(['01/02/2020', '32/12/2020', 'soon', '2020', '13/13/2020'])(
    'proposes nothing for %s',
    (text) => {
      expect(proposeDate(text)).toBeNull();
    },
  );

  it('takes every day of the calendar and orders it rightly', () => {
    const day = fc.date({
      min: new Date('1000-01-01'),
      max: new Date('2999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [first, second] = [one, other].map((date) => date.toISOString().slice(0, 10)) as [
          string,
          string,
        ];
        expect(dayNumber(first) < dayNumber(second)).toBe(first < second);
      }),
    );
  });
});

describe('places', () => {
  const ring = (...points: readonly (readonly [number, number])[]) =>
    points.map(([pointLongitude, pointLatitude]) => ({
      polygonPoint: { pointLongitude, pointLatitude },
    }));
  const square = ring([0, 0], [0, 10], [10, 10], [10, 0], [0, 0]);
  const codes = (geo: Parameters<typeof checkGeoLocation>[0]): string[] =>
    checkGeoLocation(geo).map((problem) => problem.code);

  it('that are sound pass: a point, a box over the date line, a polygon with its inner point', () => {
    expect(codes({ geoLocationPoint: { pointLongitude: '16.37', pointLatitude: 48.2 } })).toEqual(
      [],
    );
    expect(
      codes({
        geoLocationBox: {
          westBoundLongitude: 170,
          eastBoundLongitude: -170,
          southBoundLatitude: -10,
          northBoundLatitude: 10,
        },
      }),
    ).toEqual([]);
    const inner = { inPolygonPoint: { pointLongitude: 5, pointLatitude: 5 } };
    expect(codes({ geoLocationPolygon: [...square, inner] })).toEqual([]);
  });

  it('that cannot be shown as they were meant are named', () => {
    expect(codes({ geoLocationPoint: { pointLongitude: 0, pointLatitude: 0 } })).toEqual([
      'geo-point-suspicious',
    ]);
    expect(codes({ geoLocationPoint: { pointLongitude: 48, pointLatitude: 116 } })).toEqual([
      'geo-point-suspicious',
    ]);
    expect(codes({ geoLocationBox: { southBoundLatitude: 10, northBoundLatitude: -10 } })).toEqual([
      'geo-box-reversed',
    ]);
    expect(codes({ geoLocationPolygon: square.slice(0, 4) })).toEqual(['geo-polygon-open']);
    const outer = { inPolygonPoint: { pointLongitude: 50, pointLatitude: 5 } };
    expect(codes({ geoLocationPolygon: [...square, outer] })).toEqual(['geo-point-outside']);
  });
});

describe('landing addresses', () => {
  it.each([
    ['https://zenodo.org/records/123', 'repository'],
    ['https://data.uni-bonn.de/dataset/7', 'repository'],
    ['https://dataverse.example.org/dataset.xhtml?persistentId=x', 'repository'],
    ['https://www.cs.ox.ac.uk/data', 'repository'],
    ['https://huggingface.co/datasets/squad', 'hub'],
    ['https://github.com/a/b', 'hub'],
    ['https://drive.google.com/file/d/1', 'file-store'],
    ['https://www.dropbox.com/s/x', 'file-store'],
    ['https://bucket.s3.amazonaws.com/x', 'file-store'],
    ['http://localhost:3000/x', 'temporary'],
    ['http://192.168.0.7/x', 'temporary'],
    ['https://abc.ngrok-free.app/x', 'temporary'],
    ['https://we.tl/t-abc', 'temporary'],
    ['https://bit.ly/abc', 'temporary'],
    ['https://acme.com/things', 'unknown'],
  ])('of %s are of the class %s', (url, hostClass) => {
    expect(readLandingUrl(url)?.hostClass).toBe(hostClass);
  });

  it.each([
    [
      'https://huggingface.co/datasets/a/b/resolve/main/data.zip',
      { isFile: true, isMovingHead: true },
    ],
    ['https://huggingface.co/a/b/tree/main', { isFile: false, isMovingHead: true }],
    ['https://huggingface.co/a/b/tree/0123abc', { isFile: false, isMovingHead: false }],
    ['https://huggingface.co/a/b/blob/0123abc/README.md', { isFile: false }],
    ['https://example.edu/paper.PDF', { isFile: true }],
    ['https://example.edu/about.html', { isFile: false }],
    ['ftp://ftp.example.edu/pub', { isFile: true }],
    ['https://software.example.edu/latest/', { isMovingHead: true }],
    ['https://example.edu/x?token=abc', { hasToken: true }],
    ['https://me:secret@example.edu/x', { hasToken: true }],
    ['https://doi.org/10.5072/abc', { isResolver: true }],
    ['https://example.org/x', { isExample: true }],
    ['https://data.example.edu/x', { isExample: false, hasToken: false, isResolver: false }],
  ])('%s is read as %j', (url, facts) => {
    expect(readLandingUrl(url)).toMatchObject(facts);
  });

  it('are http, https or ftp', () => {
    expect(
      ['', 'mailto:a@b.c', 'javascript:1', 'https://', 'www.example.org'].map(readLandingUrl),
    ).toEqual([null, null, null, null, null]);
  });
});
