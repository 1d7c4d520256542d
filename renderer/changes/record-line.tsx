/** A record in a list of changes: its DOI whole, its title on two lines at most, with the rest on hover. */
export function RecordLine({
  doi,
  title,
}: {
  readonly doi: string;
  readonly title: string | null;
}) {
  return (
    <p className="batch-record" title={title ?? undefined}>
      <span className="mono">{doi}</span> <bdi className="soft">{title ?? ''}</bdi>
    </p>
  );
}
