import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { createOutput, harmless, progressLine } from '#hosts/cli/output.ts';
import { printChanges } from '#hosts/cli/preview-output.ts';
import { cut, formatTable, textWidth } from '#hosts/cli/text-table.ts';

function capture(json: boolean, isTTY = false) {
  const stdout = Object.assign(new PassThrough(), { isTTY, columns: 40 });
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 40 });
  const read = (stream: PassThrough): string => String(stream.read() ?? '');
  const output = createOutput({ stdout, stderr }, json);
  return { output, out: () => read(stdout), err: () => read(stderr) };
}

describe('the two streams', () => {
  it('carry results as JSON Lines and talk apart from them with --json', () => {
    const { output, out, err } = capture(true);
    output.line({ doi: '10.5072/a' });
    output.print('for people');
    output.table(['A'], [['b']]);
    output.say('talk');
    expect(out()).toBe('{"doi":"10.5072/a"}\n');
    expect(err()).toBe('talk\n');
  });

  it('carry text for people without it', () => {
    const { output, out } = capture(false);
    output.line({ doi: '10.5072/a' });
    output.table(['DOI', 'Title'], [['10.5072/a', 'Lakes']]);
    expect(out()).toBe('DOI        Title\n────────────────\n10.5072/a  Lakes\n');
  });

  it('draw no bar where nobody watches', () => {
    const watched = capture(false, true);
    const piped = capture(false);
    for (const { output } of [watched, piped])
      output.progress({ label: 'Importing', done: 1, total: 2 });
    expect(watched.err()).toContain('Importing');
    expect(piped.err()).toBe('');
  });
});

describe('what strangers wrote', () => {
  it('cannot command the terminal or turn a DOI around', () => {
    expect(harmless('a\u001b]0;owned\u0007b\u009b31m\u202e\u2066c\rd')).toBe(
      'a�]0;owned�b�31m��c�d',
    );
    const { output, out } = capture(false);
    output.table(['Title'], [['two\nlines\u001b[2J']]);
    expect(out()).not.toContain('\u001b');
    expect(out().split('\n').length).toBeLessThanOrEqual(4);
  });
});

describe('tables', () => {
  it('count wide characters as two columns', () => {
    expect(textWidth('数据')).toBe(4);
    expect(textWidth('Zürich')).toBe(6);
    expect(
      formatTable([
        ['数据', 'x'],
        ['abcd', 'y'],
      ]),
    ).toBe('数据  x\nabcd  y');
  });

  it('cut what does not fit, between characters and visibly', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('数据集', 4)).toBe('数…');
    expect(cut('👩‍🔬 lab', 3)).toBe('👩‍🔬…');
  });
});

describe('the bar', () => {
  it('says how far, how fast and how long', () => {
    const line = progressLine({
      label: 'Registering',
      done: 107,
      total: 214,
      failed: 2,
      perSecond: 41.2,
      secondsLeft: 2.6,
    });
    expect(line).toBe(
      'Registering  [████████████░░░░░░░░░░░░]  107 of 214, 2 failed, 41 a second, 3 s left',
    );
  });

  it('counts where the end is not known', () => {
    expect(progressLine({ label: 'Reading', done: 9, total: null })).toBe('Reading  9');
  });
});

describe('before and after', () => {
  const told = (before: string, after: string): string => {
    const { output, out } = capture(false);
    printChanges(output, '10.5072/a', [{ path: 'version', before, after }]);
    return out().trimEnd().replace('10.5072/a  version: ', '');
  };

  it('keep blanks, and show a long text from shortly before it changes', () => {
    expect(told('ETH  Zürich', 'ETH Zürich')).toBe('ETH  Zürich -> ETH Zürich');
    expect(told('1\n2', '1')).toBe('1 2 -> 1');
    const text = 'a'.repeat(100);
    expect(told(`${text} old`, `${text} new`)).toBe('…aaaaaaaaa old -> …aaaaaaaaa new');
    expect(told(`${text}😀`, `${text}😁`)).toBe('…aaaaaaaaaa😀 -> …aaaaaaaaaa😁');
  });

  it('name the letters that look the same', () => {
    expect(told('Zu\u0308rich', 'Zürich')).toBe('Zu\\u{308}rich -> Z\\u{fc}rich');
    expect(told('ETH\u00A0Zürich', 'ETH Zürich')).toBe(
      'ETH\\u{a0}Z\\u{fc}rich -> ETH Z\\u{fc}rich',
    );
  });
});
