import type { PageFacts } from './page-facts.ts';
import { plainWords } from './words.ts';

/**
 * What a page is instead of a landing page, told from its words. Each sign wants words of the head (title
 * and headings), or a page with little else on it, so that a data set about “page not found” errors is no
 * soft 404. Words in English, German, French, Spanish, Portuguese, Italian and Dutch.
 */
export type PageSign =
  | 'not-found-page'
  | 'login-page'
  | 'cookie-wall'
  | 'challenge'
  | 'maintenance'
  | 'parked-domain'
  | 'says-withdrawn'
  | 'needs-javascript'
  | 'empty-page';

const notFound =
  /\b(?:404|page (?:was |is |could |can )?not (?:be )?found|not found|file not found|no such (?:item|record|page|dataset)|does not exist|doesn t exist|could not be found|cannot be found|no longer (?:available|exists)|invalid (?:identifier|handle|id)|nicht gefunden|existiert nicht|non trouvee?|introuvable|no encontrad[ao]|pagina non trovata|nao encontrad[ao]|niet gevonden)\b/;
const login =
  /\b(?:log ?in|sign ?in|signin|log ?on|shibboleth|single sign on|authenticat\w+|anmeld\w+|einloggen|connexion|identifiez vous|iniciar sesion|acceder|accedi|inloggen|wayf|choose your institution|identity provider)\b/;
const loginPlace =
  /\/(?:login|log-in|signin|sign-in|sso|saml2?|cas|idp|oauth2?|authorize|shibboleth(?:\.sso)?|wayf|ds|adfs|openid-connect)(?:[/?#.]|$)/i;
const cookies =
  /\b(?:cookies? (?:are|is|must be|need to be) (?:required|enabled|disabled)|enable cookies|accept (?:all )?cookies to (?:continue|proceed)|your browser does not accept cookies|we value your privacy|before you continue|cookies? (?:aktivieren|akzeptieren)|activer les cookies|cookie consent)\b/;
const challenge =
  /\b(?:just a moment|checking your browser|attention required|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|unusual traffic|captcha|access denied|ddos protection|making sure you re not a bot|security check|request unsuccessful incapsula)\b/;
const upkeep =
  /\b(?:under maintenance|scheduled maintenance|temporarily (?:unavailable|down|offline)|down for maintenance|be back soon|wartungsarbeiten|wartungsmodus|en maintenance|en mantenimiento|onderhoud)\b/;
const parked =
  /\b(?:domain (?:is|may be) for sale|buy this domain|this domain has expired|domain parking|parked (?:free|domain)|sedoparking|hugedomains|diese domain (?:steht zum verkauf|kaufen)|account suspended|this account has been suspended|default web page|it works|welcome to nginx|apache2? (?:ubuntu |debian )?default page|iis windows)\b/;
const withdrawn =
  /\b(?:(?:has|have) been (?:withdrawn|retracted|removed|deaccessioned|suppressed)|was (?:withdrawn|retracted|deaccessioned)|deaccessioned|tombstone|withdrawn item|this item is no longer available|zuruckgezogen|a ete (?:retire|supprime)e?)\b/;
const wantsScripts =
  /\b(?:enable javascript|javascript (?:is|must be|to be)? ?(?:required|disabled|enabled)|requires javascript|need to enable javascript|without javascript|bitte aktivieren sie javascript|activer javascript|activez javascript|habilite javascript|loading)\b/;

/** Words of a page that holds nothing else. */
const littleText = 1200;
/** Fewer visible characters than this are no page at all. */
const hardlyText = 40;

export function readSigns(facts: PageFacts, url: string): ReadonlySet<PageSign> {
  const signs = new Set<PageSign>();
  const head = plainWords([facts.title, ...facts.headings.slice(0, 3)].join(' . '));
  const body = plainWords(facts.text.slice(0, 4000));
  const isShort = facts.text.length < littleText;
  /** In the head; or in the text of a page with little text. */
  const says = (pattern: RegExp): boolean => pattern.test(head) || (isShort && pattern.test(body));

  if (facts.text.length < hardlyText) {
    const isDrawnByScripts = facts.scriptCount > 0;
    signs.add(isDrawnByScripts ? 'needs-javascript' : 'empty-page');
  } else if (isShort && facts.scriptCount > 0 && wantsScripts.test(body)) {
    signs.add('needs-javascript');
  }
  if (says(notFound)) signs.add('not-found-page');
  if (says(challenge)) signs.add('challenge');
  if (says(upkeep)) signs.add('maintenance');
  if (says(parked)) signs.add('parked-domain');
  if (says(cookies) && facts.text.length < 2 * littleText) signs.add('cookie-wall');
  if (withdrawn.test(head) || withdrawn.test(body)) signs.add('says-withdrawn');
  // A field to log in stands on many good pages; a page that is about logging in has it in its head.
  const isAboutLogin =
    login.test(head) || loginPlace.test(url) || (isShort && login.test(body.slice(0, 400)));
  if (isAboutLogin && (facts.hasPasswordField || loginPlace.test(url) || isShort)) {
    signs.add('login-page');
  }
  return signs;
}

/** The text that shows a person what the page was, for the evidence. */
export function snippetOf(facts: PageFacts): string {
  const head = facts.title === '' ? '' : `${facts.title} | `;
  return `${head}${facts.text}`.slice(0, 400).toWellFormed();
}
