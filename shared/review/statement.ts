import { canonicalJson } from '../support/json.ts';

/** What a steward signs when she approves: this content of this DOI, then. */
export interface ApprovalStatement {
  readonly doi: string;
  /** SHA-256 of the canonical JSON of the metadata, lower-case hex. */
  readonly contentSha256: string;
  readonly approvedAt: string;
  readonly note: string | null;
}

/** The first line keeps it apart from all else that a key might sign. */
export function approvalText({ doi, contentSha256, approvedAt, note }: ApprovalStatement): string {
  return `DOI Steward approval\n${canonicalJson({ approvedAt, contentSha256, doi, note })}`;
}

export function bundleText(body: unknown): string {
  return `DOI Steward review bundle\n${canonicalJson(body)}`;
}
