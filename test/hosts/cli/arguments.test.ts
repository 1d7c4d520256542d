import { describe, expect, it } from 'vitest';

import { helpText, usageLine } from '#hosts/cli/help.ts';
import { createOptionValues } from '#hosts/cli/option-values.ts';
import { readArguments } from '#hosts/cli/read-arguments.ts';
import { WrongUse } from '#hosts/cli/verb.ts';
import { verbs } from '#hosts/cli/verbs.ts';

const read = (line: string) => readArguments(line.split(' ').filter(Boolean), verbs);

describe('reading the arguments', () => {
  it('finds verb, words and options wherever they stand', () => {
    const { verb, words, values } = read(
      '--data here import a.csv --json --repository practice b --collection X',
    );
    expect(verb.name).toBe('import');
    expect(words).toEqual(['a.csv', 'b']);
    expect(values).toMatchObject({
      data: 'here',
      json: true,
      repository: 'practice',
      collection: 'X',
    });
  });

  it('knows the verb of two words', () => {
    expect(read('history verify').verb.name).toBe('history verify');
  });

  it('takes no arguments as a wish for help', () => {
    expect(read('').verb.name).toBe('help');
  });

  it.each([
    ['an unknown verb', 'regster --collection X', /no verb "regster".*"register"/],
    ['an unknown option', 'list --colour red', /--colour/],
    ['an option of another verb', 'list --confirm yes', /"list" has no option --confirm/],
    ['a missing option', 'register --collection X', /--state is missing/],
    ['a missing word', 'show', /DOI is missing/],
    ['a word too many', 'show 10.5072/a 10.5072/b', /no place for "10.5072\/b"/],
    ['an option without its value', 'list --collection', /argument missing/],
    ['an option with nothing in it', 'list --query=', /--query is empty/],
    ['half of a verb', 'history', /no verb "history"/],
  ])('refuses %s', (_name, line, sentence) => {
    expect(() => read(line)).toThrow(WrongUse);
    expect(() => read(line)).toThrow(sentence);
  });

  it('names the verb whose help says more, as soon as there is one', () => {
    expect(() => read('show')).toThrow(expect.objectContaining({ verb: 'show' }));
    expect(() => read('shew')).toThrow(expect.objectContaining({ verb: null }));
  });

  it('explains a verb even when its options are missing', () => {
    expect(read('register --help')).toMatchObject({ wantsHelp: true, verb: { name: 'register' } });
  });
});

describe('the values of options', () => {
  it('takes whole numbers within their bounds only', () => {
    const values = (port: string) => createOptionValues({ port }).integer('port', 0, 65_535);
    expect(values('4600')).toBe(4600);
    for (const port of ['-1', '65536', '1e3', '0x10', ' 1', '', '1.5']) {
      expect(() => values(port)).toThrow(WrongUse);
    }
  });

  it('takes days that the calendar has only', () => {
    expect(createOptionValues({ due: '2028-02-29' }).day('due')).toBe('2028-02-29');
    for (const due of ['2027-02-29', '2027-6-3', '2027', '03.06.2027']) {
      expect(() => createOptionValues({ due }).day('due')).toThrow(WrongUse);
    }
  });

  it('takes the three states and no other', () => {
    expect(createOptionValues({ state: 'findable' }).targetState('state')).toBe('findable');
    expect(createOptionValues({}).targetState('state')).toBeNull();
    expect(() => createOptionValues({ state: 'Findable' }).targetState('state')).toThrow(WrongUse);
  });
});

describe('the help', () => {
  it('names every verb, and every option of each', () => {
    const overview = helpText(verbs, null);
    for (const verb of verbs) {
      expect(overview).toContain(verb.name);
      const own = helpText(verbs, verb);
      for (const option of Object.keys(verb.options)) expect(own).toContain(`--${option}`);
    }
  });

  it('shows what must be given without brackets and what may be given in them', () => {
    const register = verbs.find((verb) => verb.name === 'register');
    expect(register && usageLine(register)).toBe(
      'steward register --collection NAME --state STATE [--confirm "N REPOSITORY"] [--without-rehearsal TEXT] [--open ID]',
    );
  });
});
