/** Names that GraphQL or the wire has taken already. */
const RESERVED = [
  'Subscription',
  'Query',
  'Mutation',
  'Int',
  'Float',
  'String',
  'Boolean',
  'DateTime',
  'ID',
  'uid',
  'Point',
  'PointList',
  'Polygon',
  'MultiPolygon',
  'JSON',
  'Hash',
  'Date',
  'Void',
]

/**
 * The names of one kind that are in use: of types, of the fields of one type. What asks first gets
 * what it wants; what wants a name that is taken gets it with a number.
 *
 * @example
 * const names = new Names()
 * names.claim('posts')   // 'posts'
 * names.claim('posts')   // 'posts_2'
 */
export class Names {
  readonly #taken: Set<string>

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken)
  }

  claim(wanted: string): string {
    let name = wanted
    for (let number = 2; this.#taken.has(name); number++) name = `${wanted}_${number}`
    this.#taken.add(name)
    return name
  }
}

/** The names of types, without those that are nobody's. */
export function typeNames(taken: Iterable<string> = []): Names {
  return new Names([...RESERVED, ...taken])
}

/** Whether GraphQL takes a name as it is. @see https://spec.graphql.org/October2021/#Name */
function isName(text: string): boolean {
  return /^[_A-Za-z][_0-9A-Za-z]*$/.test(text) && !text.startsWith('__')
}

/**
 * A text as a name: what no name may hold becomes `_`. `audit.log` is `audit_log`, `7up` is `_7up`.
 * Two texts may become the same; {@link Names} tells them apart.
 */
export function toName(text: string): string {
  const name = text.replaceAll(/[^_0-9A-Za-z]/g, '_').replace(/^__+/, '_')
  return /^[0-9]/.test(name) || name === '' ? `_${name}` : name
}

/**
 * A name for each text. Texts that are names keep them; the others get what is left, in the order of
 * their characters, so that names do not depend on the order in which a database lists things.
 */
export function namesFor(texts: Iterable<string>, names: Names): ReadonlyMap<string, string> {
  const sorted = [...texts].sort()
  const ordered = [...sorted.filter(isName), ...sorted.filter((text) => !isName(text))]
  return new Map(ordered.map((text) => [text, names.claim(toName(text))]))
}
