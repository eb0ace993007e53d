/** One setting that cannot be used. */
export interface Problem {
  /** The variable, and where it is set: `PORT in .env`. */
  readonly name: string
  /** What is wrong, as a sentence that begins with the variable's name. */
  readonly problem: string
  readonly cure: string
}

/**
 * Thrown when the server cannot start because of how it is set up. Lists every problem at once, and
 * is meant to be printed as it is, without a stack.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(describe(problems), options)
    this.problems = problems
  }
}

function describe(problems: readonly Problem[]): string {
  const heading =
    problems.length === 1
      ? 'One setting needs your attention:'
      : `${problems.length} settings need your attention:`
  return [
    heading,
    ...problems.map(({ name, problem, cure }) => `  ${name} ${problem}\n    ${cure}`),
  ].join('\n')
}
