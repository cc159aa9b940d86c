/** How bad a finding is, in the words of IAM Access Analyzer. */
export type Severity = 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';

/** What a policy is; of a resource's policy the prefix of the service (`s3`, `kms`), or `resource`. */
export type PolicyType =
  | 'identity' | 'managed' | 'boundary' | 'session' | 'trust' | 'scp' | 'rcp' | 'vpcEndpoint' | 'accessPoint' | 'resource'
  | (string & {});

/** A place in the policy's text: lines and columns from 1, in characters; `start` and `end` in bytes of UTF-8, from 0. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  start: number;
  end: number;
}

/** A change that mends a finding. */
export interface Fix {
  title: string;
  /** Whether it changes no decision, or only what cannot have been meant otherwise. */
  safe: boolean;
  edits: { span: Place; text: string }[];
}

/** Something that a check found. */
export interface Finding {
  /** The check's code: Access Analyzer's, where it has the check. */
  code: string;
  severity: Severity;
  message: string;
  /** Below the policy. */
  pointer: string;
  /** Counted from 0. */
  statement?: number;
  span: Place;
  related?: { message: string; span: Place }[];
  fix?: Fix;
  /** Requests that show it: the text of a scenario whose cases hold. */
  shows?: { title: string; scenario: string };
  check: { what: string; why: string; fix: string; page: string; origin: string };
}

/** Something that AWS says when the policy is saved, in AWS's words. */
export interface Refusal {
  rule: string;
  /** Whether it is not saved at all. */
  refused: boolean;
  message: string;
  why: string | null;
  span: Place;
}

/** What there is to say of a policy. */
export interface LintReport {
  /** What it was taken to be. */
  type: string;
  service?: string;
  typeGuessed: boolean;
  quota?: { used: number; most: number; counted: 'charactersWithoutWhiteSpace' | 'characters' | 'bytes' };
  findings: Finding[];
  refusals: Refusal[];
}

/** What there is to say of a policy. Without a type, its shape shows it. An object is looked at as two spaces lay it out. */
export function lint(policy: string | object, options?: { type?: PolicyType }): LintReport;
/** The actions that a pattern such as `s3:Get*Tagging` matches. */
export function expand(pattern: string): string[];
/** The text of a policy with the safe fixes of these findings made. Look again: one mistake may have hidden another. */
export function repaired(policy: string | object, findings: readonly Finding[]): string;
