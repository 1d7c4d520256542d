/** What an institution gives all its pages. */
export interface PageTemplate {
  readonly institution: string;
  /** A picture inside the page: `data:image/png;base64,…`; '' for none. */
  readonly logo: string;
  /** `#rrggbb`. */
  readonly accent: string;
  /** Publisher of the page and how to reach it, as the law of the place asks. */
  readonly imprint: string;
  readonly imprintUrl: string;
  readonly homeUrl: string;
}

export const plainTemplate: PageTemplate = {
  institution: '',
  logo: '',
  accent: '#1f4e79',
  imprint: '',
  imprintUrl: '',
  homeUrl: '',
};

/** A logo is a part of every page, so it stays small. */
export const longestLogo = 200_000;

/** Why a logo is refused; null: it may stand in a page. Only pixel formats: nothing in them can act. */
export function logoProblem(logo: string): 'not-a-picture' | 'too-large' | null {
  if (logo === '') return null;
  if (logo.length > longestLogo) return 'too-large';
  return /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/.test(logo)
    ? null
    : 'not-a-picture';
}

/** AA of WCAG 2.2 for text of ordinary size. */
const leastContrast = 4.5;

/** Why a colour is refused: it must be readable as text on white, and white on it. */
export function accentProblem(accent: string): 'not-a-colour' | 'too-pale' | null {
  if (!/^#[0-9a-f]{6}$/i.test(accent)) return 'not-a-colour';
  return 1.05 / (luminance(accent) + 0.05) < leastContrast ? 'too-pale' : null;
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The stylesheet of every page: its SHA-256 stands in the page's own policy, so nothing else can style it. */
export function pageStyle(accent: string): string {
  const colour = accentProblem(accent) === null ? accent.toLowerCase() : plainTemplate.accent;
  return `:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1b1f24;font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",sans-serif}
header,main,footer{max-width:46rem;margin:0 auto;padding:1rem 1.5rem}
header{display:flex;align-items:center;gap:1rem;border-bottom:3px solid ${colour}}
header img{max-height:4rem;max-width:14rem}
h1{font-size:1.75rem;line-height:1.25;margin:1.5rem 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.125rem;margin:2rem 0 .5rem;color:${colour}}
a{color:${colour};overflow-wrap:anywhere}
a:focus-visible{outline:3px solid ${colour};outline-offset:2px}
p,dd,li{overflow-wrap:anywhere}
.notice{border-left:4px solid ${colour};background:#f3f5f7;padding:.75rem 1rem;margin:1rem 0;white-space:pre-line}
.text{white-space:pre-line;margin:0}
.practice{border:2px dashed #8a4b00;color:#6b3a00;background:#fff7ec;padding:.5rem 1rem;margin:1rem 0;font-weight:600}
dl{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.35rem 1.25rem;margin:0}
dt{font-weight:600}
dd{margin:0;white-space:pre-line}
footer{border-top:1px solid #c9d1d9;margin-top:2rem;font-size:.9375rem;white-space:pre-line}
@media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{body{font-size:11pt}header,main,footer{max-width:none;padding:.5rem 0}a{color:#000}a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}.notice{background:none}h2{break-after:avoid}}
`;
}
