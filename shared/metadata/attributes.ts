/**
 * A record's metadata as DataCite's REST API names it (`data.attributes`, read with
 * `affiliation=true&publisher=true`). Source: DataCite Metadata Schema 4.7 and the writable
 * attributes of the API. Everything is optional: a draft may be empty. Values are plain JSON;
 * members this app does not know are kept beside these and reported, never dropped.
 */
export interface NameIdentifier {
  readonly nameIdentifier?: string | null;
  readonly nameIdentifierScheme?: string | null;
  readonly schemeUri?: string | null;
}

export interface Affiliation {
  readonly name?: string | null;
  readonly affiliationIdentifier?: string | null;
  readonly affiliationIdentifierScheme?: string | null;
  readonly schemeUri?: string | null;
}

export interface Creator {
  readonly name?: string | null;
  readonly nameType?: string | null;
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly lang?: string | null;
  readonly nameIdentifiers?: readonly NameIdentifier[];
  readonly affiliation?: readonly Affiliation[];
}

export interface Contributor extends Creator {
  readonly contributorType?: string | null;
}

export interface Title {
  readonly title?: string | null;
  readonly titleType?: string | null;
  readonly lang?: string | null;
}

export interface Publisher {
  readonly name?: string | null;
  readonly publisherIdentifier?: string | null;
  readonly publisherIdentifierScheme?: string | null;
  readonly schemeUri?: string | null;
  readonly lang?: string | null;
}

export interface ResourceTypes {
  readonly resourceTypeGeneral?: string | null;
  readonly resourceType?: string | null;
  readonly schemaOrg?: string | null;
  readonly bibtex?: string | null;
  readonly citeproc?: string | null;
  readonly ris?: string | null;
}

export interface Subject {
  readonly subject?: string | null;
  readonly subjectScheme?: string | null;
  readonly schemeUri?: string | null;
  readonly valueUri?: string | null;
  readonly lang?: string | null;
  readonly classificationCode?: string | null;
}

export interface DateEntry {
  readonly date?: string | null;
  readonly dateType?: string | null;
  readonly dateInformation?: string | null;
}

export interface AlternateIdentifier {
  readonly identifier?: string | null;
  readonly identifierType?: string | null;
}

export interface RelatedIdentifier {
  readonly relatedIdentifier?: string | null;
  readonly relatedIdentifierType?: string | null;
  readonly relationType?: string | null;
  readonly relationTypeInformation?: string | null;
  readonly resourceTypeGeneral?: string | null;
  readonly relatedMetadataScheme?: string | null;
  readonly schemeUri?: string | null;
  readonly schemeType?: string | null;
}

export interface RelatedItem {
  readonly relatedItemType?: string | null;
  readonly relationType?: string | null;
  readonly relationTypeInformation?: string | null;
  readonly relatedItemIdentifier?: {
    readonly relatedItemIdentifier?: string | null;
    readonly relatedItemIdentifierType?: string | null;
    readonly relatedMetadataScheme?: string | null;
    /** XML case in JSON too: a quirk of the service. */
    readonly schemeURI?: string | null;
    readonly schemeType?: string | null;
  };
  readonly creators?: readonly Creator[];
  readonly contributors?: readonly Contributor[];
  readonly titles?: readonly Title[];
  readonly publicationYear?: number | string | null;
  readonly volume?: string | null;
  readonly issue?: string | null;
  readonly number?: string | null;
  readonly numberType?: string | null;
  readonly firstPage?: string | null;
  readonly lastPage?: string | null;
  readonly publisher?: string | null;
  readonly edition?: string | null;
}

export interface Rights {
  readonly rights?: string | null;
  readonly rightsUri?: string | null;
  readonly rightsIdentifier?: string | null;
  readonly rightsIdentifierScheme?: string | null;
  readonly schemeUri?: string | null;
  readonly lang?: string | null;
}

export interface Description {
  readonly description?: string | null;
  readonly descriptionType?: string | null;
  readonly lang?: string | null;
}

export interface GeoPoint {
  readonly pointLongitude?: number | string | null;
  readonly pointLatitude?: number | string | null;
}

export interface GeoBox {
  readonly westBoundLongitude?: number | string | null;
  readonly eastBoundLongitude?: number | string | null;
  readonly southBoundLatitude?: number | string | null;
  readonly northBoundLatitude?: number | string | null;
}

export interface GeoLocation {
  readonly geoLocationPlace?: string | null;
  readonly geoLocationPoint?: GeoPoint;
  readonly geoLocationBox?: GeoBox;
  readonly geoLocationPolygon?: readonly {
    readonly polygonPoint?: GeoPoint;
    readonly inPolygonPoint?: GeoPoint;
  }[];
}

export interface FundingReference {
  readonly funderName?: string | null;
  readonly funderIdentifier?: string | null;
  readonly funderIdentifierType?: string | null;
  readonly schemeUri?: string | null;
  readonly awardNumber?: string | null;
  readonly awardUri?: string | null;
  readonly awardTitle?: string | null;
}

export interface Attributes {
  readonly doi?: string;
  readonly url?: string | null;
  readonly contentUrl?: string | readonly string[] | null;
  readonly creators?: readonly Creator[];
  readonly titles?: readonly Title[];
  readonly publisher?: Publisher | string | null;
  readonly publicationYear?: number | string | null;
  readonly types?: ResourceTypes;
  readonly subjects?: readonly Subject[];
  readonly contributors?: readonly Contributor[];
  readonly dates?: readonly DateEntry[];
  readonly language?: string | null;
  readonly identifiers?: readonly AlternateIdentifier[];
  readonly relatedIdentifiers?: readonly RelatedIdentifier[];
  readonly relatedItems?: readonly RelatedItem[];
  readonly sizes?: readonly string[];
  readonly formats?: readonly string[];
  readonly version?: string | number | null;
  readonly rightsList?: readonly Rights[];
  readonly descriptions?: readonly Description[];
  readonly geoLocations?: readonly GeoLocation[];
  readonly fundingReferences?: readonly FundingReference[];
  readonly schemaVersion?: string | null;
}

/** A DOI's state at DataCite. */
export type RemoteState = 'draft' | 'registered' | 'findable';

/** Locally there is one more: chosen here, not yet sent. */
export type RecordState = 'reserved' | RemoteState;
