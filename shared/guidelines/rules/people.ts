import type { Fix } from '../../findings/finding.ts';
import type { Creator } from '../../metadata/attributes.ts';
import { formatName, readName } from '../../values/person-name.ts';
import { trait } from '../../values/text-traits.ts';
import { listOf, textOf } from '../../values/tolerant.ts';
import { hasOrcid } from '../creators.ts';
import { withoutAddress } from '../mend-text.ts';
import { nameKey } from '../prepared-context.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';

/** Who made the item, and who is named beside them (A14, A28, A29, A47, 4.5). */
export const peopleRules: readonly Rule[] = [
  {
    code: 'creator-missing',
    requirements: ['A14', 'A28'],
    source: sources.article,
    aim: 'documented',
    severity: 'warning',
    gate: 'none',
    echoesSchema: true,
    why: 'Whoever made the item is cited by name.',
    remedy: 'Add the people who made it, in the order of their part.',
    reads: ['creators'],
    check: ({ creators }, hit) => {
      if (
        !creators.some(
          (creator) => textOf(creator.name) !== '' || textOf(creator.familyName) !== '',
        )
      ) {
        hit('creators', 'No creator is named.');
      }
    },
  },
  {
    code: 'creator-organisation-only',
    requirements: ['A29', 'A28'],
    source: sources.article,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'People deserve the credit for data and models; a hub names only the account.',
    remedy:
      'Add the authors of the card or of CITATION.cff; the organisation can stay as a contributor.',
    reads: ['creators'],
    check: ({ creators, people }, hit) => {
      if (people.length > 0) return;
      const named = creators.filter((creator) => textOf(creator.name) !== '');
      if (named.length > 0) {
        hit(
          'creators',
          `The only creator is ${named.length === 1 ? `the organisation “${textOf(named[0]?.name)}”` : 'a list of organisations'}.`,
        );
      }
    },
  },
  {
    code: 'creator-orcid-missing',
    requirements: ['A47', 'A5'],
    source: sources.article,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'An ORCID iD tells people of one name apart and brings the work into their record.',
    remedy: 'Ask the people for their ORCID iDs.',
    reads: ['creators'],
    check: ({ creators, people }, hit) => {
      const missing = people.filter((at) => !hasOrcid(creators[at] ?? {}));
      if (missing.length > 0)
        hit(
          `creators[${missing[0] ?? 0}].nameIdentifiers`,
          `${missing.length} of ${people.length} people have no ORCID iD.`,
        );
    },
  },
  {
    code: 'creator-name-unsplit',
    requirements: ['A28'],
    source: sources.schema,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Names are given as “Family, Given”, with both parts apart, so that citations put them right (schema 4.7, 2.2).',
    remedy: 'Accept the proposal after looking at each name.',
    reads: ['creators'],
    check: ({ creators, people }, hit) => {
      const changes: Fix['changes'][number][] = [];
      let first = -1;
      people.forEach((index) => {
        const creator = creators[index] ?? {};
        const name = textOf(creator.name);
        if (name.includes(',') || textOf(creator.familyName) !== '') return;
        const reading = readName(name);
        const whole = formatName(reading);
        if (reading.kind !== 'person' || whole === null || reading.familyName === undefined) return;
        if (first < 0) first = index;
        changes.push(
          { path: `creators[${index}].name`, value: whole },
          { path: `creators[${index}].nameType`, value: 'Personal' },
          { path: `creators[${index}].givenName`, value: reading.givenName ?? '' },
          { path: `creators[${index}].familyName`, value: reading.familyName },
        );
      });
      if (first < 0) return;
      const label = changes.length === 4 ? 'Split the name' : `Split ${changes.length / 4} names`;
      hit(
        `creators[${first}].name`,
        `“${textOf(creators[first]?.name)}” is not split into family and given name.`,
        { label, changes },
      );
    },
  },
  {
    code: 'creator-duplicate',
    requirements: ['A28'],
    source: sources.schema,
    aim: 'documented',
    severity: 'warning',
    gate: 'none',
    why: 'The service keeps a creator who is named twice, and every citation shows it.',
    remedy: 'Take one of the two entries away.',
    reads: ['creators'],
    check: ({ creators }, hit) => {
      if (creators.length < 2) return;
      const seen = new Set<string>();
      creators.forEach((creator, index) => {
        const orcid = listOf(creator.nameIdentifiers)
          .map(({ nameIdentifier }) => textOf(nameIdentifier))
          .join(' ');
        const key = `${nameKey(textOf(creator.name))}|${orcid}`;
        if (key.startsWith('|')) return;
        if (seen.has(key)) {
          const path = `creators[${index}]`;
          hit(path, `“${textOf(creator.name)}” is named twice.`, {
            label: 'Remove the second entry',
            changes: [{ path }],
          });
        }
        seen.add(key);
      });
    },
  },
  {
    code: 'affiliation-missing',
    requirements: ['A28', 'E6'],
    source: sources.schema,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Affiliations show that the item is the institution’s to register, and credit it (schema 4.7, 2.5).',
    remedy: 'Add the affiliation, with its ROR identifier.',
    reads: ['creators'],
    check: ({ creators, people }, hit) => {
      if (
        people.length > 0 &&
        people.every((at) => listOf(creators[at]?.affiliation).length === 0)
      ) {
        hit('creators[0].affiliation', 'No creator has an affiliation.');
      }
    },
  },
  {
    code: 'affiliation-ror-missing',
    requirements: ['A47', 'A43'],
    source: sources.schema,
    aim: 'documented',
    severity: 'hint',
    gate: 'none',
    why: 'Names of organisations are written in many ways; the ROR identifier is one (schema 4.7, 2.5.a).',
    remedy: 'Choose the organisation’s ROR identifier.',
    reads: ['creators'],
    check: ({ creators, context }, hit) => {
      const ror = context.institution?.rorIds?.[0];
      const changes: Fix['changes'][number][] = [];
      let first = '';
      let missing = 0;
      creators.forEach((creator, at) => {
        listOf(creator.affiliation).forEach(({ name, affiliationIdentifier }, index) => {
          if (textOf(name) === '' || textOf(affiliationIdentifier) !== '') return;
          const path = `creators[${at}].affiliation[${index}]`;
          missing += 1;
          if (first === '') first = `${path}.affiliationIdentifier`;
          if (ror === undefined || !context.institutionKeys.has(nameKey(textOf(name)))) return;
          changes.push(
            { path: `${path}.affiliationIdentifier`, value: ror },
            { path: `${path}.affiliationIdentifierScheme`, value: 'ROR' },
            { path: `${path}.schemeUri`, value: 'https://ror.org' },
          );
        });
      });
      if (missing === 0) return;
      const fix =
        changes.length === 0
          ? undefined
          : { label: 'Add the institution’s ROR identifier', changes };
      hit(
        first,
        `${missing === 1 ? 'An affiliation has' : `${missing} affiliations have`} no ROR identifier.`,
        fix,
      );
    },
  },
  {
    code: 'email-published',
    requirements: ['D8'],
    source: sources.hub,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'Metadata is public and free to copy for ever; a person’s address in it cannot be taken back.',
    remedy: 'Take the address out; name a contact page instead.',
    needs: trait.at,
    reads: ['creators', 'contributors'],
    check: ({ creators, contributors }, hit) => {
      const address = /[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]/i;
      const look = (person: Creator, path: string, who: string): void => {
        const name = textOf(person.name);
        if (!address.test(name)) return;
        const value = withoutAddress(name);
        const fix =
          value === '' ? undefined : { label: `Write “${value}”`, changes: [{ path, value }] };
        hit(path, `A ${who}’s name holds an e-mail address.`, fix);
      };
      creators.forEach((person, index) => look(person, `creators[${index}].name`, 'creator'));
      contributors.forEach((person, index) =>
        look(person, `contributors[${index}].name`, 'contributor'),
      );
    },
  },
];
