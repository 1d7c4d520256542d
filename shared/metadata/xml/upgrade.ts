import type { Change } from '../upgrade.ts';
import type { XmlElement } from './element.ts';
import { elementsOf } from './element.ts';

/**
 * The form of XML in kernels 2 and 3, brought to that of kernel 4; what changed in the values is
 * `upgradeAttributes`' matter.
 */
export interface UpgradedTree {
  readonly root: XmlElement;
  readonly changes: readonly Change[];
}

const kernelNamespace = /^http:\/\/datacite\.org\/schema\/kernel-(?<version>\d[\d.]*)$/;

/** The version in a DataCite namespace, `2.2` or `4`; `undefined` for any other namespace. */
export function kernelVersion(namespace: string): string | undefined {
  return kernelNamespace.exec(namespace)?.groups?.['version'];
}

export function upgradeTree(root: XmlElement): UpgradedTree {
  const version = kernelVersion(root.namespace) ?? '4';
  if (!version.startsWith('2') && !version.startsWith('3')) return { root, changes: [] };
  const changes: Change[] = [];
  const upgraded = mapChildren(root, (child) => upgradeProperty(child, changes));
  return { root: wrapRights(upgraded, changes), changes };
}

/** Housekeeping of kernel 2 that no later version has. */
const retired = new Set(['lastMetadataUpdate', 'metadataVersionNumber']);

function upgradeProperty(property: XmlElement, changes: Change[]): XmlElement[] {
  if (retired.has(property.name)) {
    const message = `${property.name} (${textOf(property)}) was left out: the schema dropped it in 3.0`;
    changes.push({ path: '', message, needsDecision: false });
    return [];
  }
  if (property.name !== 'geoLocations') return [property];
  let at = -1;
  const upgraded = mapChildren(property, (place) => {
    at += 1;
    return [upgradePlace(place, `geoLocations[${at}]`, changes)];
  });
  return [upgraded];
}

/** Kernel 3 wrote coordinates as one text: latitude longitude; for a box south west north east. */
const coordinateNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['geoLocationPoint', ['pointLatitude', 'pointLongitude']],
  [
    'geoLocationBox',
    ['southBoundLatitude', 'westBoundLongitude', 'northBoundLatitude', 'eastBoundLongitude'],
  ],
]);

function upgradePlace(place: XmlElement, path: string, changes: Change[]): XmlElement {
  return mapChildren(place, (shape) => {
    const names = coordinateNames.get(shape.name);
    if (names === undefined || elementsOf(shape).length > 0) return [shape];
    const at = `${path}.${shape.name}`;
    const text = textOf(shape);
    const numbers = text.split(/[\s,]+/).filter(Boolean);
    if (numbers.length !== names.length) {
      const message = `"${text}" is not ${names.length} coordinates and was left out`;
      changes.push({ path: at, message, needsDecision: true });
      return [];
    }
    const message = 'The coordinates were split into latitude and longitude, as 4.0 wants them';
    changes.push({ path: at, message, needsDecision: false });
    const children = names.map((name, index) => makeElement(shape, name, [numbers[index] ?? '']));
    return [{ ...shape, children }];
  });
}

/** In kernel 2 `rights` stood by itself. */
function wrapRights(root: XmlElement, changes: Change[]): XmlElement {
  const rights = elementsOf(root).filter(({ name }) => name === 'rights');
  const [first] = rights;
  if (first === undefined) return root;
  const message = 'The rights statement was moved into the list that 3.0 introduced';
  changes.push({ path: 'rightsList', message, needsDecision: false });
  const others = root.children.filter(
    (child) => typeof child === 'string' || child.name !== 'rights',
  );
  return { ...root, children: [...others, makeElement(first, 'rightsList', rights)] };
}

function mapChildren(
  element: XmlElement,
  change: (child: XmlElement) => readonly XmlElement[],
): XmlElement {
  const children = element.children.flatMap((child): readonly (XmlElement | string)[] =>
    typeof child === 'string' ? [child] : change(child),
  );
  return { ...element, children };
}

function makeElement(
  like: XmlElement,
  name: string,
  children: readonly (XmlElement | string)[],
): XmlElement {
  return { name, namespace: like.namespace, attributes: [], children, line: like.line };
}

/** All text in an element, without the white space of XML around it. */
export function textOf(element: XmlElement): string {
  return trimXml(
    element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join(''),
  );
}

/** White space of XML only: a no-break space is content. */
export const trimXml = (text: string): string => text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
