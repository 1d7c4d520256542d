/** A DOI in full: it may break before the suffix, never inside it. */
export function DoiName({ doi }: { readonly doi: string }) {
  const slash = doi.indexOf('/');
  return (
    <span className="doi mono">
      {doi.slice(0, slash + 1)}
      <wbr />
      {doi.slice(slash + 1)}
    </span>
  );
}
