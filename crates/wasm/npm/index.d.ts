/** What AWS would answer. */
export type Decision = 'allow' | 'explicitDeny' | 'implicitDeny' | 'unknown';
/** What becomes of a document that a case would store. */
export type Storing = 'accepted' | 'refused';
/** Where a decision is made. */
export type Layer = 'scp' | 'rcp' | 'vpcEndpoint' | 'resource' | 'identity' | 'boundary' | 'session' | 'service';

/** A value nobody told: present with any value, or with `"presence"` perhaps not even sent. */
export interface Unknown {
  unknown: true | 'presence';
}
export type Scalar = string | number | boolean;
/** `null` is absent, also where a default or a derived key would set it. */
export type ContextValue = Scalar | Scalar[] | null | Unknown;

/** A document, the name of one, where it stands, or that nobody has seen it. */
export type Policy =
  | string
  | { Version?: string; Id?: string; Statement: unknown }
  | { file: string; pointer?: string; arn?: string }
  | { from: 'terraformPlan' | 'cloudFormation' | 'accountDetails' | 'organizations'; file: string; select: string; parameters?: unknown; arn?: string }
  | { text: string; stored?: boolean; arn?: string }
  | { unknown: true };

/** One request, or with `matrix` several. */
export interface Case {
  name?: string;
  /** The name of a principal of the scenario, or an ARN. */
  principal?: string;
  /** Such as `s3:GetObject`. */
  action?: string;
  /** The name of a resource, a name and a tail (`logs/app/1.gz`), an ARN, or `*`. */
  resource?: string;
  operation?: string | { name: string; resources?: Record<string, string>; parameters?: Record<string, unknown> };
  call?: { action: string; resource?: string; context?: Record<string, ContextValue>; via?: string[] }[];
  context?: Record<string, ContextValue>;
  tags?: Record<string, string> | Unknown;
  endpoint?: string;
  via?: string[];
  resourceOwner?: string;
  matrix?: { principal?: string[]; action?: string[]; resource?: string[]; [contextKey: `context.${string}`]: ContextValue[] };
  expect?: Expectation | Expectation[];
  note?: string;
}

/** A decision word, or fields that must all hold. `deny` stands for either denial. */
export type Expectation =
  | Decision
  | Storing
  | 'deny'
  | {
      decision?: Decision | Storing | 'deny';
      layer?: Layer;
      blockers?: Layer[];
      statement?: string | number;
      policy?: string;
      rule?: string;
      unknowns?: string[];
      failing?: string | number | { action: string; resource: string };
      /** IDs of rules. A case that expects the code of a check is not judged here (`passed` is left out); `iamwhy test` judges it. */
      warnings?: string[];
      public?: boolean;
    };

/** The scenario file, version 1; its JSON Schema has every detail. */
export interface Scenario {
  $schema?: string;
  scenario: 1;
  title: string;
  about?: string;
  policies?: Record<string, Policy>;
  organization?: object;
  accounts?: Record<string, object>;
  principals?: Record<string, object>;
  resources?: Record<string, object>;
  endpoints?: Record<string, object>;
  context?: Record<string, ContextValue>;
  assume?: Record<string, string>;
  cases: (Case & { writes?: { type: string; policy: Policy } })[];
}

/** A place in the author's own text; lines and columns count from 1. */
export interface Span {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A statement that decided. */
export interface DecidingStatement {
  policy: string;
  layer: Layer;
  statement?: number;
  sid?: string;
  pointer?: string;
  span?: Span;
}

/** A statement that failed in few elements. */
export interface NearMiss {
  policy: string;
  layer: Layer;
  statement: number;
  sid?: string;
  failed: string[];
}

/** One authorization: what AWS checks for a call, once or several times. */
export interface Authorization {
  principal: string;
  action: string;
  resource: string;
  decision: Decision;
  layer?: Layer;
  grant?: 'direct' | 'role' | 'account';
  deciding: DecidingStatement[];
  nearMisses: NearMiss[];
  rules: string[];
  /** Readings of undocumented points that the answer rests on, and whether the other reading flips it. */
  assumptions: { id: string; word: string; flips: boolean }[];
  unknowns: string[];
  warnings: unknown[];
  /** What AWS would print. */
  message?: string;
}

/** What became of one case. */
export interface Result<A extends Authorization = Authorization> {
  name: string;
  /** Left out where nothing was expected. */
  passed?: boolean;
  decision: Decision | Storing;
  layer?: Layer;
  /** Every layer that would have to change. */
  blockers: Layer[];
  authorizations: A[];
  mismatches: { field: string; expected: unknown; actual: unknown }[];
}

/** A change that turns the answer around; it was tried. */
export interface Flip {
  title: string;
  /** Whether it loosens an SCP, an RCP, a boundary or another guardrail: ask its owner. */
  guardrail: boolean;
  edits: object[];
}

/** An authorization with its reasons. */
export interface ExplainedAuthorization extends Authorization {
  explanation: { sentence: string; gates: { layer: Layer; label: string; verdict: string; policies: object[] }[] };
  flips: Flip[];
}
export type ExplainedResult = Result<ExplainedAuthorization>;

/** What `iamwhy test --format json` prints. */
export interface Report<R = Result> {
  version: 1;
  summary: { passed: number; failed: number; shown: number };
  files: { file: string; title: string; cases: R[] }[];
}

/** Something that cannot be read, and where. */
export interface ReadError {
  message: string;
  file: string;
  line: number;
  column: number;
  pointer: string;
  help?: string;
}

/** Everything that is wrong with a scenario or a case. */
export class IamwhyError extends Error {
  readonly errors: ReadError[];
}

export interface Options {
  /** The file's name, as results and errors print it. */
  file?: string;
  /** The texts of the files that the scenario names, by their paths. */
  files?: Record<string, string>;
}

/** A scenario, compiled once; it decides any number of requests. */
export class Scene {
  /** @throws {IamwhyError} with everything that is wrong. */
  constructor(scenario: Scenario | string, options?: Options);
  /** Runs the scenario's own cases. */
  run(): Report;
  /** Decides one request, or each of several in their order. A matrix gives one result per combination. */
  decide(request: Case): Result;
  decide(requests: readonly Case[]): Result[];
  /** The same with the explanation, and with what would flip the answer. */
  explain(request: Case): ExplainedResult;
  explain(requests: readonly Case[]): ExplainedResult[];
  /** Whether it is allowed for certain. An unknown answer is neither allowed nor denied. */
  allows(request: Case): boolean;
  /** Whether it is denied for certain. */
  denies(request: Case): boolean;
  /** Gives its memory back; forgotten scenes are closed by and by. */
  close(): void;
}

/** Runs the cases of a scenario. */
export function test(scenario: Scenario | string, options?: Options): Report;
/** Explains every case of a scenario. */
export function explain(scenario: Scenario | string, options?: { file?: string }): Report<ExplainedResult>;
/** What would flip one authorization of one case, both counted from 0, and what holds it open. */
export function flips(
  scenario: Scenario | string,
  options?: { file?: string; case?: number; authorization?: number },
): { version: 1; flips: Flip[]; held: { needed: DecidingStatement[]; redundant: DecidingStatement[]; sentence?: string } };
/** The files that a scenario names, to be given as `files`. */
export function wanted(scenario: Scenario | string, options?: { file?: string }): string[];
/** Reads a scenario file and what it names beside it; in node only. */
export function readScene(path: string): Scene;
/** The sentence that a person would say of a result, for messages of tests. */
export function because(result: Result | ExplainedResult): string;
/** The version of iamwhy. */
export function version(): string;
