import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import type { Dialect, Sql, ValueForm } from '../dialect/dialect.js'
import type { SourceGuard } from '../guard/guard.js'
import type { Codec } from '../plan/codec.js'
import type { Slot } from '../plan/slot.js'
import { restCodec } from '../plan/codec.js'
import type { Condition, Expression, Source } from '../resolve/resolved.js'
import type { SecretCodecs } from '../secret-codecs.js'

/** What the compiler needs to know at every node. */
export interface CompileContext {
  readonly dialect: Dialect
  readonly codec: Codec
  readonly guards: ReadonlyMap<Source, SourceGuard>
  /** Slots as their values go to the driver: one that stands in several places is one there too. */
  readonly slots: Map<Slot, Slot>
  /** Makes clear text of what is kept encrypted, for those who may read it. */
  readonly secrets: SecretCodecs
  /** What the outermost level reads from, where that is not its table but a row at hand. */
  readonly from?: Sql
  /** Conditions hold expressions and, in masks, expressions hold conditions: this ties the knot. */
  readonly compileCondition: (condition: Condition) => Sql
}

/**
 * The guard of one use of a table.
 *
 * @throws Error for a source that no guard has seen: a bug that must not become a leak
 */
export function guardOf(context: CompileContext, source: Source): SourceGuard {
  const guard = context.guards.get(source)
  if (guard === undefined)
    throw new Error(`No guard has seen "${source.table.id}" as ${source.alias}.`)
  return guard
}

const WHOLE_NUMBER: ValueForm = {
  type: 'integer',
  nativeType: 'integer',
  scale: null,
  elementType: null,
  isTextOfJson: false,
  aggregate: null,
  asText: false,
  asNumber: false,
}

/** What the value of an expression is. */
export function formOf(expression: Expression, codec: Codec): ValueForm {
  switch (expression.kind) {
    case 'column':
      return columnForm(expression.column, codec)
    case 'date-part':
    case 'count':
      return { ...WHOLE_NUMBER, asText: codec.numbersOfFunctionsAsText }
    case 'json-length':
      return WHOLE_NUMBER
    case 'json-path':
      return { ...WHOLE_NUMBER, type: 'json', nativeType: 'json path' }
    case 'related':
      return formOf(expression.operand, codec)
    case 'aggregate':
      return aggregateForm(expression, codec)
  }
}

/** What a selected value is: as {@link formOf}, with keys in the form that the wire has for them. */
export function selectedForm(expression: Expression, codec: Codec): ValueForm {
  const form = formOf(expression, codec)
  return codec.keysAsText && isKey(expression) && KEYS_TO_TEXT.includes(form.type)
    ? { ...form, asText: true, asNumber: false }
    : form
}

/** The others are text already. */
const KEYS_TO_TEXT: readonly ColumnType[] = ['integer', 'float', 'decimal', 'unknown']

function isKey(expression: Expression): boolean {
  if (expression.kind !== 'column') return false
  const { primaryKey } = expression.source.table
  return primaryKey.length === 1 && primaryKey[0] === expression.column.name
}

export function columnForm(column: Column, codec: Codec = restCodec): ValueForm {
  const { type, nativeType, scale, elementType, traits } = column
  const asNumber = codec.decimalsAsNumbers && type === 'decimal'
  const isTextOfJson = traits.codec === 'json'
  return {
    type,
    nativeType,
    scale,
    elementType,
    isTextOfJson,
    aggregate: null,
    asText: false,
    asNumber,
  }
}

const EXACT_NUMBERS: readonly ColumnType[] = ['integer', 'bigInteger', 'decimal']

function aggregateForm(
  expression: Extract<Expression, { kind: 'aggregate' }>,
  codec: Codec,
): ValueForm {
  if (expression.function === 'count' || expression.operand === null) {
    return { ...WHOLE_NUMBER, asText: codec.numbersOfFunctionsAsText }
  }
  const form = formOf(expression.operand, codec)
  const asNumber = codec.decimalsAsNumbers && EXACT_NUMBERS.includes(form.type)
  if (expression.function !== 'sum' && expression.function !== 'avg') return { ...form, asNumber }
  const asText = form.type !== 'float' && !asNumber
  return { ...form, aggregate: expression.function, asText, asNumber }
}
