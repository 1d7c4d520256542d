import type { Fix } from '../findings/finding.ts';
import type { GeoLocation, GeoPoint } from '../metadata/attributes.ts';
import type { Json } from '../support/json.ts';
import { listOf, objectOf } from './tolerant.ts';

type GeoPolygonItem = NonNullable<GeoLocation['geoLocationPolygon']>[number];

export interface GeoProblem {
  readonly code:
    'geo-box-reversed' | 'geo-polygon-open' | 'geo-point-suspicious' | 'geo-point-outside';
  /** Path below the geolocation, with its leading dot. */
  readonly path: string;
  readonly message: string;
  /** What settles it; its paths, too, stand below the geolocation. */
  readonly fix?: Fix;
}

/**
 * Shapes that the service stores as they are and that no map can show as they were meant. Ranges of
 * coordinates are the schema's business (`validateMetadata`).
 */
export function checkGeoLocation(geo: GeoLocation): GeoProblem[] {
  const problems: GeoProblem[] = [];
  if (geo.geoLocationPoint != null) checkPoint(geo.geoLocationPoint, problems);
  if (geo.geoLocationBox != null) checkBox(geo, problems);
  if (geo.geoLocationPolygon != null) checkPolygon(geo, problems);
  return problems;
}

function checkPoint(raw: GeoPoint, problems: GeoProblem[]): void {
  const point = pointOf(raw);
  if (point === null) return;
  const path = '.geoLocationPoint';
  if (point.x === 0 && point.y === 0) {
    const message =
      'The point 0, 0 lies in the Gulf of Guinea: this is most often a missing value.';
    const fix = { label: 'Take the point away', changes: [{ path }] };
    problems.push({ code: 'geo-point-suspicious', path, message, fix });
  } else if (Math.abs(point.y) > 90 && Math.abs(point.x) <= 90) {
    const message = `Latitude ${point.y} and longitude ${point.x} look swapped: a latitude ends at 90.`;
    const changes = [{ path, value: { pointLongitude: point.y, pointLatitude: point.x } }];
    const fix = { label: 'Swap the two', changes };
    problems.push({ code: 'geo-point-suspicious', path, message, fix });
  }
}

/** West greater than east is no mistake: such a box crosses the date line. */
function checkBox(geo: GeoLocation, problems: GeoProblem[]): void {
  const box = objectOf(geo.geoLocationBox);
  const south = numberOf(box.southBoundLatitude);
  const north = numberOf(box.northBoundLatitude);
  if (south === null || north === null || south <= north) return;
  const message = `The box has its south (${south}) above its north (${north}).`;
  const changes = [
    { path: '.geoLocationBox.southBoundLatitude', value: north },
    { path: '.geoLocationBox.northBoundLatitude', value: south },
  ];
  const fix = { label: 'Swap north and south', changes };
  problems.push({ code: 'geo-box-reversed', path: '.geoLocationBox', message, fix });
}

function checkPolygon(geo: GeoLocation, problems: GeoProblem[]): void {
  const items = listOf(geo.geoLocationPolygon);
  const ring = items.flatMap((item) => pointOf(item.polygonPoint) ?? []);
  const first = ring[0];
  const last = ring.at(-1);
  if (first === undefined || last === undefined) return;
  const path = '.geoLocationPolygon';
  if (first.x !== last.x || first.y !== last.y) {
    const message = 'The polygon is not closed: its last point must repeat its first.';
    problems.push({ code: 'geo-polygon-open', path, message, fix: closingFix(items, first) });
  }
  for (const item of items) {
    const inner = pointOf(item.inPolygonPoint);
    if (inner === null || ring.length < 4 || isInside(inner, ring)) continue;
    const message = `The point ${inner.y}, ${inner.x} that says which side is meant lies outside the polygon.`;
    problems.push({ code: 'geo-point-outside', path, message });
  }
}

/** The first corner once more, behind the other corners and before a point inside. */
function closingFix(items: readonly GeoPolygonItem[], { x, y }: Point): Fix {
  const closing = { polygonPoint: { pointLongitude: x, pointLatitude: y } };
  const value = [
    ...items.filter((item) => item.polygonPoint != null),
    closing,
    ...items.filter((item) => item.polygonPoint == null),
  ] as Json;
  return { label: 'Close the polygon', changes: [{ path: '.geoLocationPolygon', value }] };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Even-odd rule; a ray to the east. */
function isInside(point: Point, ring: readonly Point[]): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const corner of ring) {
    if (previous !== undefined && corner.y > point.y !== previous.y > point.y) {
      const crossing =
        ((previous.x - corner.x) * (point.y - corner.y)) / (previous.y - corner.y) + corner.x;
      if (point.x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

function pointOf(raw: GeoPoint | null | undefined): Point | null {
  const point = objectOf(raw);
  const x = numberOf(point.pointLongitude);
  const y = numberOf(point.pointLatitude);
  return x === null || y === null ? null : { x, y };
}

function numberOf(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
