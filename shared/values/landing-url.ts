import { remember } from '../support/remember.ts';

/** What kind of place an address leads to, told from the address alone (requirements A8, A15, A25, E27). */
export type HostClass = 'repository' | 'hub' | 'file-store' | 'temporary' | 'unknown';

export interface LandingUrl {
  readonly host: string;
  readonly hostClass: HostClass;
  /** The address is the content itself, not a page about it. */
  readonly isFile: boolean;
  /** It leads to whatever is newest: a branch, `latest`. */
  readonly isMovingHead: boolean;
  /** It carries a key, a session or a time limit. */
  readonly hasToken: boolean;
  /** It is a DOI's own address: the DOI would lead to itself. */
  readonly isResolver: boolean;
  /** A reserved example domain (RFC 2606). */
  readonly isExample: boolean;
}

const temporaryHost =
  /^(?:localhost|.*\.(?:local|localhost|internal|lan|invalid)|\[[\da-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|(?:.*\.)?(?:ngrok\.io|ngrok-free\.app|ngrok\.app|loca\.lt|trycloudflare\.com|wetransfer\.com|we\.tl|transfer\.sh|file\.io|gofile\.io|wormhole\.app|swisstransfer\.com|smash\.gg|webhook\.site|glitch\.me|replit\.dev|gitpod\.io|githubpreview\.dev|bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|ow\.ly|buff\.ly|gradio\.live))$/;
const fileStoreHost =
  /^(?:drive|docs|sites)\.google\.com$|(?:^|\.)(?:dropbox\.com|dropboxusercontent\.com|1drv\.ms|onedrive\.live\.com|sharepoint\.com|box\.com|mega\.nz|mega\.io|icloud\.com|mediafire\.com|pcloud\.(?:com|link)|sync\.com|yadi\.sk|disk\.yandex\.\w+|pan\.baidu\.com|sciebo\.de|amazonaws\.com|storage\.googleapis\.com|blob\.core\.windows\.net|r2\.dev|digitaloceanspaces\.com|backblazeb2\.com|cloudfront\.net|raw\.githubusercontent\.com|objects\.githubusercontent\.com)$/;
const hubHost =
  /(?:^|\.)(?:huggingface\.co|hf\.co|github\.com|github\.io|gitlab\.com|bitbucket\.org|codeberg\.org|kaggle\.com|modelscope\.cn|openml\.org|civitai\.com|replicate\.com|wandb\.ai|dagshub\.com|paperswithcode\.com|pypi\.org|cran\.r-project\.org|npmjs\.com|hub\.docker\.com|sourceforge\.net)$/;
const repositoryHost =
  /(?:^|\.)(?:zenodo\.org|figshare\.com|datadryad\.org|osf\.io|pangaea\.de|data\.mendeley\.com|openneuro\.org|icpsr\.umich\.edu|arxiv\.org|ncbi\.nlm\.nih\.gov|ebi\.ac\.uk|worlddatacenter\.org|gbif\.org|earthdata\.nasa\.gov|4tu\.nl|dans\.knaw\.nl|ukdataservice\.ac\.uk|gesis\.org|radar-service\.eu|edmond\.mpg\.de|b2share\.eudat\.eu|materialscloud\.org|physionet\.org)$/;
const repositoryName =
  /(?:^|[.-])(?:data|datasets?|dataverse|dspace|eprints|invenio|ckan|repo|repos|repository|repositorio|repositorium|archives?|catalog(?:ue)?|library|lib|opus|doi|dois|research|researchdata|rdm|collections?|fedora|hydra|samvera|figshare)\d*[.-]/;
const academicHost =
  /\.(?:edu|ac)(?:\.[a-z]{2})?$|(?:^|[.-])(?:uni|tu|fh|univ|universit[a-z]*|institut[a-z]*|ethz|mpg|cnrs|csic)[.-]/;
const repositoryPath =
  /\/(?:handle|xmlui|jspui|bitstream|records?|dataset\.xhtml|collections?|datasets?|items?|doi|landing)\//;
const filePath =
  /\.(?:pdf|zip|gz|tgz|tar|bz2|xz|7z|rar|csv|tsv|jsonl?|ndjson|xml|ya?ml|parquet|arrow|feather|h5|hdf5?|nc|npy|npz|pkl|mat|rds|rdata|sav|dta|xlsx?|ods|docx?|pptx?|txt|md|png|jpe?g|gif|tiff?|svg|mp3|mp4|wav|avi|mov|mkv|safetensors|gguf|bin|pt|pth|ckpt|onnx|pb|ipynb|py|sql|db|sqlite|shp|gpkg|las|fastq|bam|vcf|exe|dmg|iso)$/;
const contentPath = /\/(?:resolve|raw|download|downloads|bitstreams?|-\/raw|archive\/refs)(?:\/|$)/;
const movingPath =
  /\/(?:tree|blob|src|commits|resolve|raw)\/(?:refs\/heads\/)?(?:main|master|develop|dev|head|trunk|latest)(?:\/|$)|\/latest(?:\/|$)|\/releases\/latest/i;
const tokenQuery =
  /(?:^|[?&;])(?:token|access_token|auth|apikey|api_key|key|sig|signature|x-amz-signature|x-amz-credential|expires|x-goog-signature|sas|sv|session|sessionid|sid|phpsessid)=/i;

/** Longer than any browser takes; the rest is an attack or a mistake. */
const maxUrlLength = 8192;

/** Reads an address as a landing page; null when it is no http(s) or ftp address. */
export function readLandingUrl(text: string): LandingUrl | null {
  const address = readAddress(text);
  if (address === null) return null;
  const { host, path, search } = address;
  const { hostClass, isResolver, isExample } = hostFacts(host);
  const hasFileName = filePath.test(path) && !/\/(?:blob|tree)\//.test(path);
  const isRecord = hostClass === 'unknown' && repositoryPath.test(path);
  return {
    host,
    hostClass: isRecord ? 'repository' : hostClass,
    isFile:
      address.isFtp ||
      hasFileName ||
      contentPath.test(path) ||
      (search !== '' && /[?&](?:download|raw|dl)=(?:1|true)/i.test(search)),
    isMovingHead:
      movingPath.test(path) ||
      (search !== '' && /[?&](?:version|ref|branch)=(?:latest|main|master|head)\b/i.test(search)),
    hasToken:
      address.hasLogin ||
      (search !== '' && tokenQuery.test(search)) ||
      path.includes(';jsessionid='),
    isResolver,
    isExample,
  };
}

interface Address {
  readonly host: string;
  /** In lower case. */
  readonly path: string;
  readonly search: string;
  readonly isFtp: boolean;
  readonly hasLogin: boolean;
}

/** Addresses that `URL` would give back as they are: most landing pages, without its cost. */
const plainAddress =
  /^https?:\/\/((?!xn--)[a-z\d-]+(?:\.(?!xn--)[a-z\d-]+)*\.[a-z]{2,})(\/[\w\-.~/]*)?$/;

function readAddress(text: string): Address | null {
  const plain = text.includes('/.') ? null : plainAddress.exec(text);
  if (plain !== null && text.length <= maxUrlLength) {
    const [, host = '', path = '/'] = plain;
    return { host, path: path.toLowerCase(), search: '', isFtp: false, hasLogin: false };
  }
  if (text.length > maxUrlLength || !/^(?:https?|ftp):\/\//i.test(text) || !URL.canParse(text))
    return null;
  const url = new URL(text);
  return {
    host: url.hostname.toLowerCase().replace(/\.$/, ''),
    path: url.pathname.toLowerCase(),
    search: url.search,
    isFtp: url.protocol === 'ftp:',
    hasLogin: url.password !== '' || url.username !== '',
  };
}

/** What the host alone tells; a catalogue has few of them. */
const hostFacts = remember((host) => ({
  hostClass: classifyHost(host),
  isResolver:
    /^(?:(?:dx|www)\.)?doi\.org$|^handle\.(?:test|stage)\.datacite\.org$|^hdl\.handle\.net$/.test(
      host,
    ),
  isExample: /(?:^|\.)example(?:\.(?:org|com|net))?$|\.test$/.test(host),
}));

function classifyHost(host: string): HostClass {
  if (temporaryHost.test(host)) return 'temporary';
  if (fileStoreHost.test(host)) return 'file-store';
  if (hubHost.test(host)) return 'hub';
  if (repositoryHost.test(host) || repositoryName.test(host)) return 'repository';
  return academicHost.test(host) ? 'repository' : 'unknown';
}
