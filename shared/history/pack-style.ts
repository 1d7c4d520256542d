/** The look of an evidence pack: readable on screen, in the dark and on paper. */
export const packStyle = `
:root{color-scheme:light dark;--line:#d5d9df;--soft:#5b6472;--page:#fff;--text:#14181f;--sunken:#f5f6f8;--warn:#7a4b00}
@media (prefers-color-scheme:dark){:root{--line:#39404b;--soft:#a4adba;--page:#12151a;--text:#e9ecf1;--sunken:#1b2027;--warn:#f0c26b}}
*{box-sizing:border-box}
body{max-width:64rem;margin:0 auto;padding:2rem 1.5rem 4rem;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{margin:.25rem 0 0;font-size:1.75rem}h2{margin:2rem 0 .5rem;font-size:1.2rem}h3{margin:0;font-size:1rem}
p{margin:.4rem 0}.lead{font-size:1.1rem}.soft{color:var(--soft)}.warning{color:var(--warn)}
article{padding:1rem 0;border-top:1px solid var(--line)}
.number{display:inline-block;min-width:2.5rem;color:var(--soft);font-variant-numeric:tabular-nums}
code,pre{font:12.5px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
pre{margin:.25rem 0;padding:.5rem;background:var(--sunken);white-space:pre-wrap}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin:.5rem 0}
th,td{padding:.35rem .5rem;border:1px solid var(--line);text-align:start;vertical-align:top;overflow-wrap:anywhere}
th:first-child{width:20%}td pre{padding:0;background:none}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:var(--soft)}dd{margin:0;min-width:0}
summary{cursor:pointer}details{margin:.5rem 0}
@media print{details>*{display:block}article{break-inside:avoid}}
`;
