// What people call. The module speaks in JSON texts; here they become objects, and its errors exceptions.
import * as module from './iamwhy.js';

/** Why a scenario or a case cannot be read: everything that is wrong with it, each with its place. */
export class IamwhyError extends Error {
  constructor(errors) {
    const told = errors.map(({ file, line, column, message, pointer, help }) => {
      const at = pointer ? ` (at ${pointer})` : '';
      return `${file}:${line}:${column}: ${message}${at}${help ? `; ${help}` : ''}`;
    });
    super(told.join('\n') || 'the scene is closed');
    this.name = 'IamwhyError';
    this.errors = errors;
  }
}

const asText = (scenario) => (typeof scenario === 'string' ? scenario : JSON.stringify(scenario, null, 2));

function heard(json) {
  const said = JSON.parse(json);
  if (said.errors) throw new IamwhyError(said.errors);
  return said;
}

/** Scenes that nobody can reach any more are forgotten, also without `close`. */
const lost = new FinalizationRegistry((number) => module.close(number));

/** A scenario, compiled: organization, principals, resources and their policies. It decides any number of requests. */
export class Scene {
  #number;

  constructor(scenario, { file = 'scenario.json', files = {} } = {}) {
    this.#number = heard(module.open(file, asText(scenario), JSON.stringify(files))).scene;
    lost.register(this, this.#number, this);
  }

  /** Runs the scenario's own cases. */
  run() {
    return heard(module.run(this.#open()));
  }

  /** Decides one request, or each of several in their order (a matrix gives one result per combination). */
  decide(request) {
    return this.#ask(module.decide, request);
  }

  /** The same with the whole explanation, and with what would flip the answer. */
  explain(request) {
    return this.#ask(module.why, request);
  }

  /** Whether it is allowed for certain; an unknown answer is neither allowed nor denied. */
  allows(request) {
    return this.#ask(module.decide, request).decision === 'allow';
  }

  /** Whether it is denied for certain. */
  denies(request) {
    return this.#ask(module.decide, request).decision.endsWith('Deny');
  }

  /** Gives its memory back. */
  close() {
    if (this.#number === undefined) return;
    lost.unregister(this);
    module.close(this.#number);
    this.#number = undefined;
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.close();
  }

  #open() {
    if (this.#number === undefined) throw new IamwhyError([]);
    return this.#number;
  }

  #ask(how, request) {
    const several = Array.isArray(request);
    const said = heard(how(this.#open(), JSON.stringify({ cases: several ? request : [request] })));
    const results = said.files[0].cases;
    return several || results.length > 1 ? results : results[0];
  }
}

/** Runs the cases of a scenario: the same bytes as `iamwhy test --format json`, parsed. */
export function test(scenario, { file = 'scenario.json', files } = {}) {
  if (!files) return heard(module.test(file, asText(scenario)));
  const scene = new Scene(scenario, { file, files });
  try {
    return scene.run();
  } finally {
    scene.close();
  }
}

/** Explains every case of a scenario: what `iamwhy explain --format json` prints, parsed. */
export function explain(scenario, { file = 'scenario.json' } = {}) {
  return heard(module.explain(file, asText(scenario)));
}

/** What would flip one authorization of one case, both counted from 0, and what holds it open. */
export function flips(scenario, { file = 'scenario.json', case: place = 0, authorization = 0 } = {}) {
  return heard(module.flips(file, asText(scenario), place, authorization));
}

/** The files that a scenario names, to be given as `files`. */
export function wanted(scenario, { file = 'scenario.json' } = {}) {
  return JSON.parse(module.wanted(file, asText(scenario)));
}

/** The sentence that a person would say of a result, for messages of tests. */
export function because(result) {
  const told = (result.authorizations ?? []).map((own) => own.explanation?.sentence ?? own.message).filter(Boolean);
  return told.join('\n') || `${result.name}: ${result.decision}`;
}

/** The version of iamwhy. */
export function version() {
  return module.version();
}
