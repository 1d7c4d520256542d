/** Offers text as a file to save; the browser or the desktop host asks where. */
export function saveText(pieces: readonly string[], name: string, type: string): void {
  saveBlob(new Blob([...pieces], { type }), name);
}

/** The same for what is no text. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click has taken its copy by the next turn; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
