/**
 * What attackers write into fields. Scripts: after OWASP's XSS filter evasion cheat sheet, each calling
 * `__xss()` instead of `alert`. Cells: leaders after OWASP's CSV injection page, behind white space and
 * control characters, in several quotings.
 */
const call = '__xss()';

const elements = [
  `<script>${call}</script>`,
  `<SCRIPT>${call}</SCRIPT>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<img src=x onerror=${call}>`,
  `<img src=x onerror="${call}" alt=`,
  `<svg onload=${call}>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<body onload=${call}>`,
  `<iframe srcdoc="<script>parent.${call}</script>">`,
  `<iframe src="javascript:parent.${call}">`,
  `<details open ontoggle=${call}>`,
  `<input autofocus onfocus=${call}>`,
  `<video><source onerror=${call}></video>`,
  `<math><mi xlink:href="javascript:${call}">x</mi></math>`,
  `<form><button formaction="javascript:${call}">x`,
  `<object data="javascript:${call}">`,
  `<embed src="javascript:${call}">`,
  `<a href="javascript:${call}">x</a>`,
  `<style>@import 'javascript:${call}';</style>`,
  `<template><script>${call}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  `java\tscript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `vbscript:${call}`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}}`,
  `<!--><img src=x onerror=${call}>-->`,
  `<select autofocus onfocus=${call}><option>x</select>`,
  `<audio src=x onerror=${call}></audio>`,
];
const frames: readonly ((inner: string) => string)[] = [
  (inner) => inner,
  (inner) => `">${inner}`,
  (inner) => `'>${inner}`,
  (inner) => `</title>${inner}`,
  (inner) => `</textarea>${inner}`,
  (inner) => `</script>${inner}`,
  (inner) => `-->${inner}`,
  (inner) => `]]>${inner}`,
  (inner) => `" onmouseover="${call}" x="${inner}`,
  (inner) => `\u0000${inner}`,
  (inner) => `\u2028${inner}`,
  (inner) => `Water levels ${inner} of 2024`,
  (inner) => inner.replaceAll('<', '\uff1c'),
  (inner) => inner.replaceAll('<', '&lt;'),
  (inner) => encodeURIComponent(inner),
  (inner) => `\u202e${inner}`,
  (inner) => `${inner}${inner}`,
];
export const scriptPayloads: readonly string[] = frames.flatMap((frame) => elements.map(frame));

/** An address works at the beginning of a text only, behind what browsers leave out; all else works anywhere. */
const standsAlone = (payload: string): boolean =>
  /^[\p{Cc}\p{Cf}\u2028]*(?:java\s*script|data|vbscript)(?::|%3A)/iu.test(payload);
const different = [...new Set(scriptPayloads)];

/** Payloads that have a text for themselves. */
export const loneScripts: readonly string[] = different.filter(standsAlone);
/** Payloads that stand in one text together: any of them may run. */
export const otherScripts: readonly string[] = different.filter((each) => !standsAlone(each));

const leaders = ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20', '|'];
const before = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u0001',
  '  \t',
  '\r\n',
];
const quotings: readonly ((leader: string) => string)[] = [
  (leader) => `${leader}cmd|' /C calc'!A0`,
  (leader) => `${leader}HYPERLINK("http://evil.example","x")`,
  (leader) => `${leader}1+1","=2+2`,
  (leader) => `${leader}1+1\r\n=2+2`,
  (leader) => `${leader}'1'";=3`,
];
export const cellPayloads: readonly string[] = leaders.flatMap((leader) =>
  before.flatMap((space) => quotings.map((quoting) => space + quoting(leader))),
);

/** Ways to write an address of this machine or its network; `PORT` stands for the canary's. */
export const addressPayloads: readonly string[] = [
  ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '127.0.0.1.'],
  ...[
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:0:0:1]',
    '0',
    '0.0.0.0',
  ],
  ...['localhost', 'LOCALHOST', 'localhost.', 'printer.local', 'router.lan', 'nas.home.arpa'],
  ...[
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fe80::1]',
    '[fc00::1]',
  ],
  ...['localtest.example.net', 'six.example.net', 'mapped.example.net', 'rebound.example.net'],
].flatMap((host) => [`http://${host}:PORT/`, `http://${host}/`, `https://${host}/`]);
