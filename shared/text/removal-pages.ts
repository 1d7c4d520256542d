import type { AccessKind, RightsKind } from '../removal/plain-rights.ts';
import type { DataKept, RemovalReason } from '../removal/reasons.ts';

/** Sentences of the pages that readers of a DOI meet; in their language, not in the steward's. */
export interface PageWords {
  readonly gone: string;
  readonly away: string;
  readonly noLonger: string;
  readonly forNow: string;
  readonly why: string;
  readonly reason: string;
  readonly happened: string;
  readonly withdrawn: string;
  readonly expected: string;
  readonly decidedBy: string;
  readonly authority: string;
  readonly contact: string;
  readonly instead: string;
  readonly dataKept: string;
  readonly citation: string;
  readonly identifier: string;
  readonly item: string;
  readonly type: string;
  readonly publisher: string;
  readonly year: string;
  readonly version: string;
  readonly otherVersions: string;
  readonly newerExists: string;
  readonly place: string;
  readonly placeOf: (number: number, count: number) => string;
  readonly allOf: (count: number) => string;
  readonly latest: string;
  readonly allVersions: string;
  readonly pinnedTo: string;
  readonly keeps: string;
  readonly metadata: string;
  readonly metadataFile: string;
  readonly about: string;
  readonly access: string;
  readonly goTo: string;
  readonly use: string;
  readonly rights: string;
  readonly noRights: string;
  readonly kept: string;
  readonly keywords: string;
  readonly practice: string;
  readonly imprint: string;
  readonly tombstones: string;
  readonly reasons: Readonly<Record<RemovalReason, string>>;
  readonly dataKeptWords: Readonly<Record<DataKept, string>>;
  /** What a licence permits, in a sentence. */
  readonly rightsWords: Readonly<Record<RightsKind, string>>;
  readonly accessWords: Readonly<Record<AccessKind, string>>;
}

const en: PageWords = {
  gone: 'No longer available',
  away: 'Not available at present',
  noLonger: 'The item that this DOI identifies is no longer available.',
  forNow:
    'The item that this DOI identifies cannot be reached at present. It is meant to come back.',
  why: 'Why',
  reason: 'Reason',
  happened: 'It happened on',
  withdrawn: 'Withdrawn on',
  expected: 'Expected back on',
  decidedBy: 'Decided by',
  authority: 'Basis',
  contact: 'Contact',
  instead: 'In its place',
  dataKept: 'The data themselves',
  citation: 'Citation',
  identifier: 'DOI',
  item: 'The item',
  type: 'Type',
  publisher: 'Publisher',
  year: 'Year',
  version: 'Version',
  otherVersions: 'Versions that remain',
  newerExists: 'A newer version exists',
  place: 'Place among the versions',
  placeOf: (number, count) => `Version ${number} of ${count}`,
  allOf: (count) =>
    count === 1 ? 'The item itself, with one version' : `The item itself, with ${count} versions`,
  latest: 'Latest version',
  allVersions: 'All versions',
  pinnedTo: 'Pinned to',
  keeps: 'The DOI stays and leads to this page for good.',
  metadata: 'Metadata',
  metadataFile: 'JSON-LD (schema.org)',
  about: 'About',
  access: 'Access',
  goTo: 'Go to the item',
  use: 'Intended use',
  rights: 'Rights',
  noRights: 'No licence is stated: ask before you use it.',
  kept: 'This page and its DOI are meant to stay for good.',
  keywords: 'Keywords',
  practice: 'Practice: this page was made for training. Its DOI does not resolve.',
  imprint: 'Imprint',
  tombstones: 'Items that are no longer available',
  reasons: {
    duplicate: 'It was registered twice',
    retracted: 'It was retracted',
    replaced: 'It was replaced',
    spam: 'It was spam',
    'test-record': 'It was a test',
    copyright: 'Copyright',
    'personal-data': 'It held personal data',
    'take-down-request': 'Somebody with the right to do so asked for it',
    'disputed-authorship': 'Its authorship is disputed',
    misconduct: 'Research misconduct',
    fraud: 'Fraud',
    'out-of-scope': 'It did not belong into the collection',
    transferred: 'It is kept elsewhere now',
    ethics: 'Decision of an ethics committee',
    licence: 'Its licence or agreement does not permit it',
    'hub-removed': 'The platform that held it removed it',
    'owner-request': 'Its owner asked for it',
    'technical-loss': 'It was lost for technical reasons',
    unknown: 'The reason is not known',
  },
  dataKeptWords: {
    yes: 'They are kept; ask the contact.',
    no: 'They were destroyed.',
    restricted: 'They are kept and closed; ask the contact.',
    unknown: 'It is not known whether they are kept.',
  },
  rightsWords: {
    free: 'You may do with it what you like; please cite it all the same.',
    attribution:
      'You may use, change and share it, also commercially, if you name its authors and source.',
    'share-alike':
      'You may use, change and share it, also commercially, if you name its authors and source and share what you make of it under the same licence.',
    'non-commercial':
      'You may use, change and share it if you name its authors and source, but not commercially.',
    'non-commercial-share-alike':
      'You may use, change and share it if you name its authors and source and share what you make of it under the same licence, but not commercially.',
    'no-derivatives':
      'You may use and share it unchanged, also commercially, if you name its authors and source.',
    'non-commercial-no-derivatives':
      'You may use and share it unchanged if you name its authors and source, but not commercially.',
    notice:
      'You may use, change and share it, also commercially, if you keep its copyright notice.',
    copyleft:
      'You may use, change and share it, also commercially, if you pass on your changes with their source under the same licence.',
    other: 'Read its terms before you use it.',
  },
  accessWords: {
    open: 'Anybody may get it without asking.',
    embargoed: 'It can be had when its embargo has ended.',
    restricted: 'You have to ask for access first.',
    'metadata-only': 'Only its description is public.',
  },
};

const de: PageWords = {
  gone: 'Nicht mehr verfügbar',
  away: 'Zurzeit nicht verfügbar',
  noLonger: 'Das Objekt, das diese DOI bezeichnet, ist nicht mehr verfügbar.',
  forNow:
    'Das Objekt, das diese DOI bezeichnet, ist zurzeit nicht erreichbar. Es soll wieder verfügbar werden.',
  why: 'Warum',
  reason: 'Grund',
  happened: 'Geschehen am',
  withdrawn: 'Zurückgezogen am',
  expected: 'Wieder erwartet am',
  decidedBy: 'Entschieden von',
  authority: 'Grundlage',
  contact: 'Kontakt',
  instead: 'An seiner Stelle',
  dataKept: 'Die Daten selbst',
  citation: 'Zitat',
  identifier: 'DOI',
  item: 'Das Objekt',
  type: 'Typ',
  publisher: 'Herausgeber',
  year: 'Jahr',
  version: 'Version',
  otherVersions: 'Verbleibende Versionen',
  newerExists: 'Es gibt eine neuere Version',
  place: 'Stelle unter den Versionen',
  placeOf: (number, count) => `Version ${number} von ${count}`,
  allOf: (count) =>
    count === 1
      ? 'Das Objekt selbst, mit einer Version'
      : `Das Objekt selbst, mit ${count} Versionen`,
  latest: 'Neueste Version',
  allVersions: 'Alle Versionen',
  pinnedTo: 'Festgelegt auf',
  keeps: 'Die DOI bleibt bestehen und führt dauerhaft auf diese Seite.',
  metadata: 'Metadaten',
  metadataFile: 'JSON-LD (schema.org)',
  about: 'Beschreibung',
  access: 'Zugang',
  goTo: 'Zum Objekt',
  use: 'Vorgesehene Nutzung',
  rights: 'Rechte',
  noRights: 'Es ist keine Lizenz angegeben: Fragen Sie vor der Nutzung nach.',
  kept: 'Diese Seite und ihre DOI sollen dauerhaft bestehen bleiben.',
  keywords: 'Schlagwörter',
  practice: 'Übung: Diese Seite dient der Schulung. Ihre DOI wird nicht aufgelöst.',
  imprint: 'Impressum',
  tombstones: 'Nicht mehr verfügbare Objekte',
  reasons: {
    duplicate: 'Es war doppelt registriert',
    retracted: 'Es wurde zurückgezogen',
    replaced: 'Es wurde ersetzt',
    spam: 'Es war Spam',
    'test-record': 'Es war ein Test',
    copyright: 'Urheberrecht',
    'personal-data': 'Es enthielt personenbezogene Daten',
    'take-down-request': 'Jemand mit dem Recht dazu hat es verlangt',
    'disputed-authorship': 'Die Urheberschaft ist strittig',
    misconduct: 'Wissenschaftliches Fehlverhalten',
    fraud: 'Betrug',
    'out-of-scope': 'Es gehörte nicht in die Sammlung',
    transferred: 'Es wird jetzt anderswo aufbewahrt',
    ethics: 'Entscheid einer Ethikkommission',
    licence: 'Lizenz oder Vereinbarung lassen es nicht zu',
    'hub-removed': 'Die Plattform hat es entfernt',
    'owner-request': 'Der Eigentümer hat darum gebeten',
    'technical-loss': 'Es ging aus technischen Gründen verloren',
    unknown: 'Der Grund ist nicht bekannt',
  },
  dataKeptWords: {
    yes: 'Sie werden aufbewahrt; fragen Sie den Kontakt.',
    no: 'Sie wurden vernichtet.',
    restricted: 'Sie werden unter Verschluss aufbewahrt; fragen Sie den Kontakt.',
    unknown: 'Ob sie aufbewahrt werden, ist nicht bekannt.',
  },
  rightsWords: {
    free: 'Sie dürfen damit tun, was Sie möchten; bitte zitieren Sie es trotzdem.',
    attribution:
      'Sie dürfen es nutzen, verändern und weitergeben, auch kommerziell, wenn Sie Urheber und Quelle nennen.',
    'share-alike':
      'Sie dürfen es nutzen, verändern und weitergeben, auch kommerziell, wenn Sie Urheber und Quelle nennen und Ihr Ergebnis unter derselben Lizenz teilen.',
    'non-commercial':
      'Sie dürfen es nutzen, verändern und weitergeben, wenn Sie Urheber und Quelle nennen, aber nicht kommerziell.',
    'non-commercial-share-alike':
      'Sie dürfen es nutzen, verändern und weitergeben, wenn Sie Urheber und Quelle nennen und Ihr Ergebnis unter derselben Lizenz teilen, aber nicht kommerziell.',
    'no-derivatives':
      'Sie dürfen es unverändert nutzen und weitergeben, auch kommerziell, wenn Sie Urheber und Quelle nennen.',
    'non-commercial-no-derivatives':
      'Sie dürfen es unverändert nutzen und weitergeben, wenn Sie Urheber und Quelle nennen, aber nicht kommerziell.',
    notice:
      'Sie dürfen es nutzen, verändern und weitergeben, auch kommerziell, wenn Sie den Urhebervermerk beibehalten.',
    copyleft:
      'Sie dürfen es nutzen, verändern und weitergeben, auch kommerziell, wenn Sie Ihre Änderungen mit ihrem Quelltext unter derselben Lizenz weitergeben.',
    other: 'Lesen Sie vor der Nutzung die Bedingungen.',
  },
  accessWords: {
    open: 'Alle können es ohne Anfrage erhalten.',
    embargoed: 'Es ist nach Ablauf der Sperrfrist erhältlich.',
    restricted: 'Sie müssen den Zugang zuerst anfragen.',
    'metadata-only': 'Nur die Beschreibung ist öffentlich.',
  },
};

export const pageWords: Readonly<Record<'en' | 'de', PageWords>> = { en, de };
