/**
 * Texts without what does not belong into metadata. Proposals: a person sees before and after.
 */

/** Plain text of a description: tags, badges, headings' signs and fences go, `<br/>` stays. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/!\[[^\][]{0,200}\]\([^()]{0,500}\)/g, '')
    .replace(/<\/?(?:p|div|li|ul|ol|h[1-6]|tr)(?:\s[^<>]*)?\/?>/gi, '\n')
    .replace(/<\/?(?!br\s*\/?>)[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi, '')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/```\w*/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A name without the e-mail address in it; '' when there is nothing else. */
export function withoutAddress(name: string): string {
  return name
    .replace(
      /[<([]?\s*(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\s*[>)\]]?/gi,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:]+|[\s,;:]+$/g, '');
}
