import type { Column, ColumnTraits, ColumnType } from '@relvar/schema-introspect/model'

/** What the flags of a field make of its column. */
export interface SpecialTraits {
  /** The type that the column is read as, where it is not its own. */
  readonly type?: ColumnType
  readonly traits: ColumnTraits
  /** What of the flags the column cannot be, or what contradicts another: those are left out. */
  readonly problems: readonly string[]
}

/**
 * What the `special` flags of a field make of its column: how values are made, kept and shown. They count
 * in their order; flags that are about links, groups and forms are no business of the column.
 *
 * @param column as the database has it
 * @example
 * traitsOfSpecials(['hash', 'conceal'], column)
 * // { type: 'hash', traits: { codec: 'hash', secret: 'conceal' }, problems: [] }
 */
export function traitsOfSpecials(
  specials: readonly string[],
  column: Pick<Column, 'type'>,
): SpecialTraits {
  const problems: string[] = []
  let made: Effect = {}
  for (const special of specials) {
    const effect = effectOf(special, column.type)
    const clash = typeof effect === 'string' ? effect : clashOf(special, made, effect)
    if (clash !== null) problems.push(clash)
    else made = { ...made, ...(effect as Effect) }
  }
  const { type, ...traits } = made
  return { ...(type === undefined || type === column.type ? {} : { type }), traits, problems }
}

/** What one flag sets. */
interface Effect extends ColumnTraits {
  readonly type?: ColumnType
}

const TEXTS: readonly ColumnType[] = ['string', 'text']
const NUMBERS: readonly ColumnType[] = ['integer', 'bigInteger', 'decimal', 'float']
const MOMENTS: readonly ColumnType[] = ['date', 'time', 'dateTime', 'timestamp', ...TEXTS]
const KEYS: readonly ColumnType[] = ['uuid', ...TEXTS]

/** The types of columns that a flag is for, and what it sets. */
const EFFECTS: Readonly<Record<string, readonly [types: readonly ColumnType[], Effect]>> = {
  uuid: [KEYS, { type: 'uuid', onCreate: 'uuid' }],
  'uuid-v7': [KEYS, { type: 'uuid', onCreate: 'uuid-v7' }],
  file: [KEYS, { type: 'uuid' }],
  hash: [['hash', ...TEXTS], { type: 'hash', codec: 'hash' }],
  encrypt: [TEXTS, { codec: 'encrypt', secret: 'conceal' }],
  'cast-boolean': [['boolean', ...NUMBERS], { type: 'boolean' }],
  'cast-json': [['json', ...TEXTS], { type: 'json' }],
  'cast-csv': [['csv', ...TEXTS], { type: 'csv' }],
  'cast-timestamp': [['timestamp', 'dateTime'], { type: 'timestamp' }],
  'cast-datetime': [['timestamp', 'dateTime'], { type: 'dateTime' }],
  'date-created': [MOMENTS, { onCreate: 'now' }],
  'date-updated': [MOMENTS, { onUpdate: 'now' }],
  'user-created': [KEYS, { onCreate: 'user' }],
  'user-updated': [KEYS, { onUpdate: 'user' }],
  'role-created': [KEYS, { onCreate: 'role' }],
  'role-updated': [KEYS, { onUpdate: 'role' }],
}

/** Flags of links, groups and forms, and the shapes of geometry, which the column's own type tells. */
const ELSEWHERE =
  /^(?:alias|no-data|group|m2o|o2m|m2m|m2a|o2a|files|translations|geometry(?:\.[A-Za-z]+)?)$/

function effectOf(special: string, type: ColumnType): Effect | string {
  if (special === 'conceal') return { secret: 'conceal' }
  if (ELSEWHERE.test(special)) return {}
  if (!Object.hasOwn(EFFECTS, special)) return `There is no flag "${special}".`
  const [types, effect] = EFFECTS[special] ?? [[], {}]
  return types.includes(type) ? effect : `"${special}" is not for a column of type "${type}".`
}

/** A value is made in one way, and kept in one. */
function clashOf(special: string, made: Effect, effect: Effect): string | null {
  const keys = Object.keys(effect) as (keyof Effect)[]
  const isCast = effect.type !== undefined && made.codec === 'encrypt'
  const isKept = effect.codec === 'encrypt' && made.type !== undefined
  const clashes = keys.some((key) => made[key] !== undefined && made[key] !== effect[key])
  return clashes || isCast || isKept ? `"${special}" contradicts a flag before it.` : null
}
