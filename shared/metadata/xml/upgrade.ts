import type { XmlAttribute, XmlElement } from './element.ts';
import { attributeOf, elementsOf } from './element.ts';

/**
 * Brings a record in an older kernel (2.1 to 3.1, or 4.0 to 4.6) to the form of 4.7, as a tree, and says
 * what was changed and what a person must decide. Within kernel 4 only values were added, so nothing
 * needs to change there but what never was valid.
 */
export interface Change {
  /** Path in the attributes that came of it. */
  readonly path: string;
  readonly message: string;
  /** True when the meaning cannot be known from the record alone. */
  readonly needsDecision: boolean;
}

export interface Upgraded {
  readonly root: XmlElement;
  readonly changes: readonly Change[];
}

const kernelNamespace = /^http:\/\/datacite\.org\/schema\/kernel-(?<version>\d[\d.]*)$/;

/** The version in a DataCite namespace, `2.2` or `4`; `undefined` for any other namespace. */
export function kernelVersion(namespace: string): string | undefined {
  return kernelNamespace.exec(namespace)?.groups?.['version'];
}

export function upgradeTree(root: XmlElement): Upgraded {
  const changes: Change[] = [];
  const version = kernelVersion(root.namespace) ?? '4';
  const legacy = version.startsWith('2') || version.startsWith('3');
  let upgraded = root;
  if (legacy) {
    upgraded = mapChildren(upgraded, (child) => upgradeProperty(child, changes));
    upgraded = wrapRights(upgraded, changes);
    if (!elementsOf(upgraded).some((child) => child.name === 'resourceType')) {
      note(
        changes,
        'types.resourceTypeGeneral',
        'This record has no resource type, which is required since 4.0',
        true,
      );
    }
  }
  return { root: moveFunders(upgraded, changes), changes };
}

function note(changes: Change[], path: string, message: string, needsDecision: boolean): void {
  changes.push({ path, message, needsDecision });
}

/** Housekeeping of kernel 2 that no later version has. */
const retired = new Set(['lastMetadataUpdate', 'metadataVersionNumber']);

function upgradeProperty(property: XmlElement, changes: Change[]): XmlElement[] {
  if (retired.has(property.name)) {
    note(
      changes,
      '',
      `${property.name} (${textOf(property)}) was left out: the schema dropped it in 3.0`,
      false,
    );
    return [];
  }
  if (property.name === 'resourceType') return [upgradeResourceType(property, changes)];
  if (property.name === 'dates')
    return [mapItems(property, (date, at) => upgradeDate(date, at, changes))];
  if (property.name === 'geoLocations') {
    return [mapItems(property, (place, at) => upgradePlace(place, at, changes))];
  }
  return [property];
}

function upgradeResourceType(property: XmlElement, changes: Change[]): XmlElement {
  if (attributeOf(property, 'resourceTypeGeneral') !== 'Film') return property;
  note(
    changes,
    'types.resourceTypeGeneral',
    'Film became Audiovisual, as the schema renamed it in 3.0',
    false,
  );
  return withAttribute(property, 'resourceTypeGeneral', 'Audiovisual');
}

function upgradeDate(date: XmlElement, at: number, changes: Change[]): XmlElement {
  const type = attributeOf(date, 'dateType');
  if (type !== 'StartDate' && type !== 'EndDate') return date;
  const message = `Date type ${type} no longer exists; the date was kept as Other. Say what began or ended, best as one range (start/end)`;
  note(changes, `dates[${at}].dateType`, message, true);
  return withAttribute(withAttribute(date, 'dateType', 'Other'), 'dateInformation', type);
}

/** Kernel 3 wrote coordinates as one text: latitude longitude; for a box south west north east. */
const coordinateNames: Readonly<Record<string, readonly string[]>> = {
  geoLocationPoint: ['pointLatitude', 'pointLongitude'],
  geoLocationBox: [
    'southBoundLatitude',
    'westBoundLongitude',
    'northBoundLatitude',
    'eastBoundLongitude',
  ],
};

function upgradePlace(place: XmlElement, at: number, changes: Change[]): XmlElement {
  return mapChildren(place, (shape) => {
    const names = coordinateNames[shape.name];
    if (names === undefined || elementsOf(shape).length > 0) return [shape];
    const path = `geoLocations[${at}].${shape.name}`;
    const numbers = textOf(shape)
      .split(/[\s,]+/)
      .filter(Boolean);
    if (numbers.length !== names.length) {
      note(
        changes,
        path,
        `"${textOf(shape)}" is not ${names.length} coordinates and was left out`,
        true,
      );
      return [];
    }
    note(
      changes,
      path,
      'The coordinates were split into latitude and longitude, as 4.0 wants them',
      false,
    );
    const children = names.map((name, index) => makeElement(shape, name, [numbers[index] ?? '']));
    return [{ ...shape, children }];
  });
}

/** In kernel 2 `rights` stood by itself. */
function wrapRights(root: XmlElement, changes: Change[]): XmlElement {
  const rights = elementsOf(root).filter((child) => child.name === 'rights');
  const [first] = rights;
  if (first === undefined) return root;
  note(
    changes,
    'rightsList',
    'The rights statement was moved into the list that 3.0 introduced',
    false,
  );
  const others = root.children.filter(
    (child) => typeof child === 'string' || child.name !== 'rights',
  );
  return { ...root, children: [...others, makeElement(first, 'rightsList', rights)] };
}

/** The contributor type Funder went in 4.0, which has funding references instead. */
function moveFunders(root: XmlElement, changes: Change[]): XmlElement {
  const wrapper = elementsOf(root).find((child) => child.name === 'contributors');
  if (wrapper === undefined) return root;
  const isFunder = (child: XmlElement): boolean =>
    attributeOf(child, 'contributorType') === 'Funder';
  const funders = elementsOf(wrapper).filter(isFunder);
  if (funders.length === 0) return root;
  note(
    changes,
    'fundingReferences',
    'Contributors of type Funder became funding references, as 4.0 wants them',
    false,
  );
  const references = funders.map(fundingReference);
  const existing = elementsOf(root).find((child) => child.name === 'fundingReferences');
  const children = root.children.flatMap((child) => {
    if (child === wrapper) {
      const left = wrapper.children.filter((each) => typeof each === 'string' || !isFunder(each));
      return [{ ...wrapper, children: left }];
    }
    return child === existing ? [] : [child];
  });
  const all = [...(existing?.children ?? []), ...references];
  return { ...root, children: [...children, makeElement(wrapper, 'fundingReferences', all)] };
}

function fundingReference(funder: XmlElement): XmlElement {
  const name = elementsOf(funder).find((child) => child.name === 'contributorName');
  const identifier = elementsOf(funder).find((child) => child.name === 'nameIdentifier');
  const children = [makeElement(funder, 'funderName', [name === undefined ? '' : textOf(name)])];
  if (identifier !== undefined) {
    const text = textOf(identifier);
    const type = funderIdentifierType(text, attributeOf(identifier, 'nameIdentifierScheme') ?? '');
    const attributes = [plainAttribute('funderIdentifierType', type)];
    children.push({ ...makeElement(funder, 'funderIdentifier', [text]), attributes });
  }
  return makeElement(funder, 'fundingReference', children);
}

function funderIdentifierType(identifier: string, scheme: string): string {
  if (identifier.includes('10.13039/')) return 'Crossref Funder ID';
  const known = ['ROR', 'ISNI', 'GRID'].find((each) => scheme.toUpperCase() === each);
  return known ?? 'Other';
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

function mapItems(
  wrapper: XmlElement,
  change: (entry: XmlElement, at: number) => XmlElement,
): XmlElement {
  let at = -1;
  return mapChildren(wrapper, (entry) => {
    at += 1;
    return [change(entry, at)];
  });
}

function makeElement(
  like: XmlElement,
  name: string,
  children: readonly (XmlElement | string)[],
): XmlElement {
  return { name, namespace: like.namespace, attributes: [], children, line: like.line };
}

const plainAttribute = (name: string, value: string): XmlAttribute => ({
  name,
  namespace: '',
  value,
});

function withAttribute(element: XmlElement, name: string, value: string): XmlElement {
  const others = element.attributes.filter((attribute) => attribute.name !== name);
  return { ...element, attributes: [...others, plainAttribute(name, value)] };
}

function textOf(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('')
    .trim();
}
