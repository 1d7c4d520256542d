import type { Attributes } from '../metadata/attributes.ts';
import { looksDamaged, repairMojibake } from './mojibake.ts';
import { listOf, objectOf } from './tolerant.ts';
import type { Report } from './value-finding.ts';
import { setFix } from './value-finding.ts';

/** Lists of a record and the members in them that hold text which people wrote. */
const textMembers = [
  ['titles', ['title']],
  ['descriptions', ['description']],
  ['creators', ['name', 'givenName', 'familyName']],
  ['contributors', ['name', 'givenName', 'familyName']],
  ['subjects', ['subject']],
  ['rightsList', ['rights']],
  ['fundingReferences', ['funderName', 'awardTitle']],
  ['geoLocations', ['geoLocationPlace']],
] as const satisfies readonly (readonly [keyof Attributes, readonly string[]])[];

/** Damaged encodings in every text of the record, each with a repair that is offered, never applied. */
export function checkTexts(attributes: Attributes, report: Report): void {
  for (const [list, members] of textMembers) {
    let index = -1;
    for (const item of listOf<object>(attributes[list])) {
      index += 1;
      for (const member of members) {
        const text = (item as Readonly<Record<string, unknown>>)[member];
        if (typeof text === 'string' && looksDamaged(text))
          reportDamage(text, `${list}[${index}].${member}`, report);
      }
    }
  }
  const { publisher } = attributes;
  const name = typeof publisher === 'string' ? publisher : objectOf(publisher).name;
  if (typeof name === 'string' && looksDamaged(name)) {
    reportDamage(name, typeof publisher === 'string' ? 'publisher' : 'publisher.name', report);
  }
}

function reportDamage(text: string, path: string, report: Report): void {
  const repair = repairMojibake(text);
  if (repair === null) return;
  const at = text.search(/[\u0080-\uffff]/);
  const sample = text.slice(Math.max(0, at - 10), at + 20).trim();
  const message = `The text holds damaged characters, such as “${sample}”.`;
  report('text-mojibake', path, message, setFix('Repair the characters', path, repair.after));
}
