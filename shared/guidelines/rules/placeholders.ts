import { remember } from '../../support/remember.ts';
import type { RecordView } from '../record-view.ts';
import type { Hit } from '../rule.ts';

const placeholder =
  /more information needed|lorem ipsum|\b(?:todo|tbd|fixme)\b(?!\s*list)|\[(?:insert|add|fill|describe|your|name|title|more)[^\][]{0,80}\]|<(?:insert|title|name|description|your)[^<>]{0,80}>|\b(?:insert|add|enter|write) (?:a |the |your )?(?:description|title|abstract|name) here\b|\b(?:your|dataset|model) (?:name|title) here\b|^(?:n\/?a|none|null|undefined|unknown|xxx+|asdf|foo|\?+|-+|\.+)$/i;
/** Without one of these there is none: told sooner, and true of most texts. */
const telltale = /needed|ipsum|todo|tbd|fixme| here|[[<]|^[?.x-]+$/i;
const longestWhole = 'undefined'.length;

/** True when a text is a placeholder or holds one. */
export function holdsPlaceholder(text: string): boolean {
  const plain = text.trim();
  return (plain.length <= longestWhole || telltale.test(plain)) && placeholder.test(plain);
}

/** The same for names and subjects, which come again. */
const isPlaceholderName = remember(holdsPlaceholder);

/** The text of a template, in any text that people wrote. */
export function checkPlaceholders(record: RecordView, hit: Hit): void {
  const { titles, descriptions, creators, subjects, publisher, publisherIsObject } = record;
  const say = (text: string, path: string, entry?: string): void => {
    const found = placeholder.exec(text.trim());
    if (found === null) return;
    // Only an entry that is nothing but the placeholder can go without a person's reading it.
    const isAll = found[0].length === text.trim().replace(/\.$/, '').length;
    const fix =
      entry === undefined || !isAll
        ? undefined
        : { label: 'Remove the entry', changes: [{ path: entry }] };
    hit(path, `The text holds the placeholder “${found[0]}”.`, fix);
  };
  titles.forEach(({ title }, index) => {
    if (isText(title) && holdsPlaceholder(title)) say(title, `titles[${index}].title`);
  });
  descriptions.forEach(({ description }, index) => {
    if (!isText(description) || !holdsPlaceholder(description)) return;
    say(description, `descriptions[${index}].description`, `descriptions[${index}]`);
  });
  creators.forEach(({ name }, index) => {
    if (isText(name) && isPlaceholderName(name)) say(name, `creators[${index}].name`);
  });
  subjects.forEach(({ subject }, index) => {
    if (isText(subject) && isPlaceholderName(subject))
      say(subject, `subjects[${index}].subject`, `subjects[${index}]`);
  });
  if (isPlaceholderName(publisher))
    say(publisher, publisherIsObject ? 'publisher.name' : 'publisher');
}

const isText = (value: unknown): value is string => typeof value === 'string';
