/**
 * How grave it is what validation says:
 * `schema`: a violation of the schema, refused when registered or findable;
 * `refused`: refused in the state asked for;
 * `wiped`: accepted, but what stands there is lost for good;
 * `lost`: accepted, but something is lost, ignored or filled in by the service;
 * `changed`: accepted and stored in another form that says the same.
 * Sources are the paragraphs of the service's behaviour that the tests replay (lupo 05afac46).
 */
export type Kind = 'schema' | 'refused' | 'wiped' | 'lost' | 'changed';

export interface Facts {
  /** The member at fault, as the API names it. */
  readonly name: string;
  /** The value as found, shortened and in quotes; '' where there is none. */
  readonly value: string;
  /** What to use instead, where that is known. */
  readonly instead?: string;
  /** The values or form that are allowed. */
  readonly allowed?: string;
}

export interface Sentence {
  readonly kind: Kind;
  readonly message: (facts: Facts) => string;
  readonly why?: string;
  readonly remedy: string | ((facts: Facts) => string);
}
