import { licenceRights } from '../collections/entry-values.ts';
import type { Finding } from '../findings/finding.ts';
import type { Rights } from '../metadata/attributes.ts';
import { present } from '../support/present.ts';
import { findLicence } from '../values/licence.ts';
import { textList, textOf } from './front-values.ts';

/** Identifiers of the Hub that SPDX writes differently. Those with more than one meaning are not here. */
const spdxOfHub: Readonly<Record<string, string>> = {
  'odc-by': 'ODC-By-1.0',
  odbl: 'ODbL-1.0',
  pddl: 'PDDL-1.0',
  'c-uda': 'C-UDA-1.0',
  'cc0-1.0': 'CC0-1.0',
  'cdla-permissive-1.0': 'CDLA-Permissive-1.0',
  'cdla-permissive-2.0': 'CDLA-Permissive-2.0',
  'cdla-sharing-1.0': 'CDLA-Sharing-1.0',
};

/** Families of licences: the card names no version or clause, so nobody can say which one it is. */
const families: Readonly<Record<string, string>> = {
  bsd: 'BSD licence (which one is not said)',
  cc: 'Creative Commons licence (which one is not said)',
  gpl: 'GNU General Public License (version not said)',
  lgpl: 'GNU Lesser General Public License (version not said)',
  agpl: 'GNU Affero General Public License (version not said)',
  gfdl: 'GNU Free Documentation License (version not said)',
};

/** Licences of model makers that SPDX does not list, by the name they have on the Hub. */
const ownTitles: Readonly<Record<string, string>> = {
  openrail: 'OpenRAIL licence family',
  'openrail++': 'CreativeML Open RAIL++-M License',
  'creativeml-openrail-m': 'CreativeML Open RAIL-M License',
  'bigscience-openrail-m': 'BigScience OpenRAIL-M License',
  'bigscience-bloom-rail-1.0': 'BigScience BLOOM RAIL 1.0 License',
  'bigcode-openrail-m': 'BigCode OpenRAIL-M License',
  llama2: 'Llama 2 Community License Agreement',
  llama3: 'Llama 3 Community License Agreement',
  'llama3.1': 'Llama 3.1 Community License Agreement',
  'llama3.2': 'Llama 3.2 Community License Agreement',
  'llama3.3': 'Llama 3.3 Community License Agreement',
  gemma: 'Gemma Terms of Use',
  'deepfloyd-if-license': 'DeepFloyd IF License Agreement',
};

export interface MappedLicence {
  readonly rights: readonly Rights[];
  readonly findings: readonly Finding[];
}

/** The licences of a card: SPDX where it is one of the list, else what the card calls it, with a finding. */
export function mapLicence(front: Readonly<Record<string, unknown>>): MappedLicence {
  const names = textList(front['license'] ?? front['licenses']);
  const own = textOf(front['license_name']) || textOf(front['license_details']);
  const link = textOf(front['license_link']);
  const findings: Finding[] = [];
  const rights = names.flatMap((name): Rights[] => {
    const id = name.toLowerCase();
    if (id === 'unknown') {
      findings.push(
        licenceFinding('card-licence-unknown', 'The card says that the licence is unknown.'),
      );
      return [];
    }
    const licence = findLicence(spdxOfHub[id] ?? name);
    if (licence !== null) return [licenceRights(licence)];
    findings.push(customFinding(id, own));
    const title = id === 'other' ? own : (families[id] ?? ownTitles[id] ?? name);
    const entry = present({
      rights: title === '' ? undefined : title,
      rightsUri: /^https?:\/\//.test(link) ? link : undefined,
    });
    return Object.keys(entry).length === 0 ? [] : [entry];
  });
  if (names.length === 0) {
    findings.push(licenceFinding('card-licence-missing', 'The card names no licence.'));
  }
  return { rights, findings };
}

function customFinding(id: string, own: string): Finding {
  if (Object.hasOwn(families, id)) {
    return licenceFinding(
      'card-licence-unclear',
      `The card says “${id}”, which is several licences.`,
    );
  }
  return licenceFinding(
    'card-licence-custom',
    `The licence${own === '' ? '' : ` “${own}”`} is not on the SPDX list. Check what it allows.`,
  );
}

function licenceFinding(code: string, message: string): Finding {
  return {
    code,
    severity: 'warning',
    gate: 'asks',
    path: 'rightsList',
    message,
    why: 'People and machines need to know what they may do with the item.',
    remedy: 'Ask the owner, then choose the licence here or in the defaults of the collection.',
  };
}
