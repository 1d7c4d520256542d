/** Media types by extension, for `formats` (IANA names; `application/vnd.*` where the format has one of its own). */
const mediaTypes: Readonly<Record<string, string>> = {
  arrow: 'application/vnd.apache.arrow.file',
  avro: 'application/vnd.apache.avro',
  bin: 'application/octet-stream',
  csv: 'text/csv',
  flac: 'audio/flac',
  gguf: 'application/vnd.gguf',
  gz: 'application/gzip',
  h5: 'application/x-hdf5',
  hdf5: 'application/x-hdf5',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  jsonl: 'application/jsonl',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  nc: 'application/x-netcdf',
  npy: 'application/x-npy',
  npz: 'application/x-npz',
  onnx: 'application/onnx',
  parquet: 'application/vnd.apache.parquet',
  pdf: 'application/pdf',
  pickle: 'application/x-pickle',
  pkl: 'application/x-pickle',
  png: 'image/png',
  pt: 'application/x-pytorch',
  pth: 'application/x-pytorch',
  safetensors: 'application/vnd.safetensors',
  sqlite: 'application/vnd.sqlite3',
  tar: 'application/x-tar',
  tiff: 'image/tiff',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  wav: 'audio/wav',
  webp: 'image/webp',
  xml: 'application/xml',
  zip: 'application/zip',
  zst: 'application/zstd',
};
/** Files that are there for the repository, not of it. */
const aside =
  /^(?:README|LICEN[CS]E|CITATION|\.git|\.hf)|(?:^|\/)(?:config|tokenizer|special_tokens|generation_config|preprocessor_config|dataset_infos?|vocab|merges)[^/]*\.(?:json|txt)$|(?:^|\/)requirements\.txt$/i;
const mostFormats = 20;

/** Formats of an item, told from the names of its files; in the order of how many there are. */
export function formatsOf(files: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const extension = /\.([a-z0-9]{1,12})$/i.exec(file)?.[1]?.toLowerCase() ?? '';
    const type = aside.test(file) ? undefined : mediaTypes[extension];
    if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, mostFormats)
    .map(([type]) => type);
}

/** `7.2 GB`: decimal units, as the hub shows them. */
export function byteSize(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return `${at === 0 ? value : Number(value.toPrecision(3))} ${units[at] ?? ''}`;
}

/** `7.24 B parameters`. */
export function parameterSize(count: number): string {
  const units = ['', ' K', ' M', ' B', ' T'];
  let value = count;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return `${Number(value.toPrecision(3))}${units[at] ?? ''} parameters`;
}
