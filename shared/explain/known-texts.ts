/** What one error text of the service means, for people. */
export interface Meaning {
  /** Overrides the path that the source gives. */
  readonly path?: string;
  readonly message: string;
  readonly nextStep: string;
}

/** What the text is about: the path of its source, the name of that in a sentence. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly source: string;
}

interface KnownText {
  readonly text: RegExp;
  /** Only with this HTTP status. */
  readonly status?: number;
  readonly meaning: (match: RegExpExecArray, place: Place) => Meaning;
}

const meaning = (message: string, nextStep: string, path?: string) => (): Meaning =>
  path === undefined ? { message, nextStep } : { message, nextStep, path };

/** Answers about the request as a whole (datacite.md 1.2, 1.4, 1.10). */
export const requestTexts: readonly KnownText[] = [
  {
    text: /^Bad credentials/i,
    meaning: meaning(
      'The service did not accept the repository’s id or password.',
      'Enter the password again in the repository’s settings.',
    ),
  },
  {
    text: /^Wrong account ID or password/i,
    meaning: meaning(
      'The service did not accept the repository’s id or password.',
      'Enter the password again in the repository’s settings. An API key does not work here.',
    ),
  },
  {
    text: /^You are not authorized to access this resource/i,
    meaning: meaning(
      'This account may not change this DOI: the prefix is not assigned to it, the DOI belongs to another repository, or the account is a member’s or inactive.',
      'Check that the prefix is among those of the repository, and that the DOI is its own.',
      'doi',
    ),
  },
  {
    text: /^The resource you are looking for doesn['’]t exist/i,
    meaning: meaning(
      'The service does not know this DOI, or hides it from this account. For a new DOI this is also its answer to a wrong password.',
      'Check the repository’s password first, then whether the DOI exists.',
      'doi',
    ),
  },
  {
    text: /^Method not allowed/i,
    meaning: meaning(
      'The DOI is registered or findable, so it cannot be deleted. A colleague may have published it meanwhile.',
      'Fetch the record again. If the item is gone, start a removal with a tombstone page.',
      'doi',
    ),
  },
  {
    text: /^The content type is not recognized/i,
    meaning: meaning(
      'The service did not understand the format in which the record was asked for or sent.',
      'Try again; if it comes back, report it with the log.',
    ),
  },
  {
    text: /^The resource already exists/i,
    meaning: meaning(
      'Someone registered this DOI at the same moment.',
      'Fetch the record and compare: it may be your own earlier attempt.',
      'doi',
    ),
  },
  {
    text: /^You need to provide a payload following the JSONAPI spec|^param is missing or the value is empty/i,
    meaning: meaning(
      'The request reached the service without its content.',
      'Send it again; if it comes back, report it with the log.',
    ),
  },
  {
    text: /^Your request has been rate limited/i,
    meaning: meaning(
      'The service asked to slow down: too many requests in five minutes.',
      'Nothing to do: the app waits and goes on by itself.',
    ),
  },
  {
    text: /^Failed to parse query/i,
    meaning: meaning(
      'The service did not understand the search.',
      'Put the search text in quotation marks, or leave out brackets and colons.',
    ),
  },
  {
    text: /^Parameter prefix is required/i,
    meaning: meaning(
      'The service was asked for a suffix without a prefix.',
      'Choose a prefix for the repository.',
      'doi',
    ),
  },
  {
    text: /^SERVER NOT RESPONSIBLE FOR HANDLE/i,
    meaning: meaning(
      'The handle server does not know this DOI yet.',
      'Send the record once more: registering its address failed silently.',
      'url',
    ),
  },
  {
    text: /unexpected (?:token|character|end of)|undefined method|JSON::ParserError|not a valid value for|premature end of/i,
    status: 400,
    meaning: meaning(
      'The service could not read the request.',
      'Try again; if it comes back, report it with the log.',
    ),
  },
];

/** Answers of the model's own checks, in any state (datacite.md 1.8). */
export const modelTexts: readonly KnownText[] = [
  {
    text: /^This DOI has already been taken/i,
    meaning: meaning(
      'The DOI exists already.',
      'Fetch the record and compare: it may be your own earlier attempt. Otherwise choose another suffix.',
      'doi',
    ),
  },
  {
    text: /^URL is not valid/i,
    meaning: meaning(
      'The landing page is not an address that starts with http://, https:// or ftp://, or it holds a blank.',
      'Correct the landing page.',
      'url',
    ),
  },
  {
    text: /^URL (\S+) is not allowed by repository (\S+) domain settings/i,
    meaning: ([, url = '', repository = '']) => ({
      path: 'url',
      message: `The repository ${repository} does not allow landing pages on the host of ${url}.`,
      nextStep:
        'Use an allowed host, or have the domain added in the repository’s settings at DataCite.',
    }),
  },
  {
    text: /^(Title|Description|Subject|Creator|Contributor|Identifier|Related identifier|Related item|Funding reference|Geolocation|Date|Rights|Types|Container|Landing page) (.+) should be an object instead of a string/is,
    meaning: ([, , value = ''], { name }) => ({
      message: `In the ${name}, ${value.length > 80 ? `${value.slice(0, 79)}…` : value} is a plain text where an entry with its own fields belongs.`,
      nextStep: 'Open the field and enter the value again.',
    }),
  },
  {
    text: /^Rights should not have a length of more than 2000 characters/i,
    meaning: meaning(
      'A rights statement is longer than 2,000 characters.',
      'Shorten it, and give the address of the full text.',
      'rightsList',
    ),
  },
  {
    text: /^Contributor '(.*)' is missing a required element: contributor type/is,
    meaning: ([, hash = '']) => ({
      path: 'contributors',
      message: `The contributor${nameIn(hash)} has no contributor type.`,
      nextStep: 'Choose what the contributor did.',
    }),
  },
  {
    text: /^Contributor '(.*)' has a contributor type that is not supported in schema 4: '(.*)'/is,
    meaning: ([, hash = '', type = '']) => ({
      path: 'contributors',
      message: `The contributor${nameIn(hash)} has the type ${type}, which schema 4 does not know.`,
      nextStep:
        type === 'Funder'
          ? 'Move the funder to the funding references.'
          : 'Choose a type from the list.',
    }),
  },
  {
    text: /^Language (.*) is in an invalid format/is,
    meaning: ([, language = '']) => ({
      path: 'language',
      message: `“${language}” is not a language code.`,
      nextStep: 'Choose a language from the list.',
    }),
  },
  {
    text: /Schema (\S+) is no longer supported/i,
    meaning: ([, schema = '']) => ({
      path: 'schemaVersion',
      message: `The service holds this record in an old schema (${schema.replace(/^.*\//, '')}), which refuses every change.`,
      nextStep: 'Upgrade the record to schema 4: send it whole, with a general resource type.',
    }),
  },
];

/** `Can't be blank` and `Is invalid` mean another thing for each source. */
export const blankTexts: Readonly<Record<string, Meaning>> = {
  'url can’t be blank': {
    path: 'url',
    message: 'The record has no landing page.',
    nextStep: 'Enter the landing page before registering or publishing.',
  },
  'xml can’t be blank': {
    path: '',
    message: 'The record has no metadata at all.',
    nextStep:
      'Fill in at least creator, title, publisher, publication year and general resource type.',
  },
  'doi is invalid': {
    path: 'doi',
    message:
      'The DOI holds characters that a new DOI may not have, or its prefix is not of the form 10.1234.',
    nextStep: 'Use letters without accents, digits and - . _ ; ( ) / : * ~ $ = only.',
  },
  'metadata is invalid': {
    path: '',
    message:
      'The service found the metadata invalid and did not say why, because no schema version was sent.',
    nextStep:
      'Look at the findings of this record; send it with its schema version to get the reasons.',
  },
};

/** Answers of the XML schema, after the DOI in front and the line behind are off (datacite.md 1.8). */
export const schemaTexts: readonly KnownText[] = [
  {
    text: /^Missing child element\(s\)\. Expected is .*?[}(]\s*(?:\{[^}]*\})?(\w+)/is,
    meaning: ([text, child = ''], { path, name }) => missingChild(text, child, { path, name }),
  },
  {
    text: /^\[facet 'minLength'\]/i,
    meaning: (_, { name }) => ({
      message: `The ${name} is empty.`,
      nextStep: `Fill in the ${name}.`,
    }),
  },
  {
    text: /^\[facet 'pattern'\] The value '(.*?)' is not accepted by the pattern/is,
    meaning: ([, value = ''], { path, name }) => ({
      message: value === '' ? `The ${name} is missing.` : `“${value}” is not a possible ${name}.`,
      nextStep:
        path === 'publicationYear' ? 'Enter the year with four digits.' : `Correct the ${name}.`,
    }),
  },
  {
    text: /^\[facet 'enumeration'\] The value '(.*?)' is not an element of the set/is,
    meaning: ([, value = ''], { name, source }) => ({
      message: `“${value}” is not in the list for ${attributeIn(source) ?? name}.`,
      nextStep: 'Choose a value from the list; the spelling counts, capitals too.',
    }),
  },
  {
    text: /^\[facet 'm(?:ax|in)(?:In|Ex)clusive'\] The value '(.*?)' is (greater|less) than the (?:max|min)imum value allowed \('(.*?)'\)/is,
    meaning: ([, value = '', side = '', limit = ''], { source, name }) => ({
      message: `${spokenElement(source) ?? name} ${value} is ${side === 'greater' ? 'above' : 'below'} ${limit}.`,
      nextStep: 'Correct the coordinate: latitudes end at 90, longitudes at 180.',
    }),
  },
  {
    text: /^'?(.*?)'? is not a valid value of the (?:atomic|union|list|local atomic) type '(?:\{[^}]*\})?(\w+)'/is,
    meaning: ([, value = ''], { name, source }) => ({
      message:
        value.trim() === ''
          ? `A value in the ${name} is empty.`
          : `“${value}” is not a possible value for ${spokenElement(source) ?? name}.`,
      nextStep: /(?:Latitude|Longitude)$/.test(source)
        ? 'Enter the coordinate as a decimal number, such as 48.2.'
        : 'Correct the value.',
    }),
  },
  {
    text: /^The attribute '(\w+)' is required but missing/i,
    meaning: ([, attribute = ''], { name }) => ({
      message: `An entry of the ${name} has no ${spokenElement(attribute) ?? attribute}.`,
      nextStep: `Choose the ${spokenElement(attribute) ?? attribute}, or take the entry away.`,
    }),
  },
  {
    text: /^(?:This element is not expected|The attribute '(\w+)' is not allowed|Character content is not allowed|Element content is not allowed|Character content other than whitespace)/i,
    meaning: (_, { name }) => ({
      message: `In the ${name} stands something that the schema does not have there.`,
      nextStep: `Look at the ${name}, and take away what does not belong.`,
    }),
  },
  {
    text: /^No matching global declaration available for the validation root|no document element|Start tag expected/i,
    meaning: meaning(
      'The service has no metadata for this record yet.',
      'Fill in the mandatory fields, and send the record whole.',
      '',
    ),
  },
  {
    text: /^Array size at (\S+) is less than: (\d+)/i,
    meaning: (_, { name, path }) => ({
      message: path === '' ? 'A mandatory list is empty.' : `The ${name} are missing.`,
      nextStep:
        path === ''
          ? 'Look at the findings of this record.'
          : `Add at least one entry to the ${name}.`,
    }),
  },
];

/** A list that is empty, or the record without its general resource type, told by what is expected next. */
function missingChild(text: string, child: string, { path, name }: Omit<Place, 'source'>): Meaning {
  if (path === '' && /\bresourceType\b|\}resourceType/.test(text)) {
    return {
      path: 'types.resourceTypeGeneral',
      message: 'The record has no general resource type.',
      nextStep: 'Choose the general resource type.',
    };
  }
  if (child === 'polygonPoint') {
    return {
      message: 'A polygon has fewer than four points.',
      nextStep: 'Give at least four points; the last repeats the first.',
    };
  }
  const singular = name.replace(/ies$/, 'y').replace(/s$/, '');
  if (path !== '' && !/Name$|^title$/.test(child)) {
    return { message: `The record has no ${singular}.`, nextStep: `Add at least one ${singular}.` };
  }
  return {
    message: `An entry of the ${name} lacks its ${spokenElement(child) ?? child}.`,
    nextStep: `Fill in the ${spokenElement(child) ?? child}.`,
  };
}

/** The name out of a Ruby hash in a message: `{"name" => "X"}` of newer, `{"name"=>"X"}` of older Ruby. */
function nameIn(hash: string): string {
  const name = /"name"\s*=>\s*"((?:[^"\\]|\\.)*)"/.exec(hash)?.[1];
  return name === undefined ? '' : ` “${name}”`;
}

function attributeIn(source: string): string | null {
  const attribute = /attribute '(\w+)/.exec(source)?.[1];
  return attribute === undefined ? null : `the ${spokenElement(attribute) ?? attribute}`;
}

/** `relationType` as "relation type", `pointLatitude` as "Latitude". */
function spokenElement(element: string): string | null {
  if (!/^[a-z]+(?:[A-Z][a-z]*)+$/.test(element)) return null;
  if (/(?:Latitude|Longitude)$/.test(element))
    return element.endsWith('Latitude') ? 'The latitude' : 'The longitude';
  return element.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
