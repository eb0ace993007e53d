import type { SharedParameter } from '@relvar/schema-introspect'
import type { ColumnType } from '@relvar/schema-introspect/model'
import type { VariableContext } from '../query/variables.js'
import { isVariable, resolveVariable, type Variable, variableOf } from '../query/variables.js'
import { ListElement } from '../query/list-variables.js'
import { Placeholder } from '../query/template.js'

/** What the slots of a compiled query are filled from at each run. */
export interface BindContext extends VariableContext {
  /** The values of the query, by placeholder. */
  readonly values: readonly unknown[]
}

/** Turns a value that a caller gave into what the driver is handed. */
export type SlotEncoder = (value: unknown) => unknown

/**
 * The place of one value in a statement. The statement is made once for all queries of its shape;
 * at each run every slot takes its value from the query (or, in rules, from itself), checks it
 * against the type it is compared with, and encodes it for the driver.
 */
export class Slot implements SharedParameter {
  /** A {@link Placeholder}, a {@link ListElement}, or a constant of a rule; that and the first may be dynamic variables. */
  readonly value: unknown
  /** The type that the value is compared with. */
  readonly type: ColumnType
  readonly check: SlotEncoder
  /** Set by the dialect when the statement is compiled. */
  readonly encode: SlotEncoder

  /** Whether it is of a rule, and says the same in each run. */
  readonly isConstant: boolean
  /** Of a rule; those of queries differ from one to the next. */
  readonly #variable: Variable | undefined
  #kept: { readonly value: unknown } | undefined
  /** What a variable stood for last, and what was bound for it: the same people ask again, and many within one moment. */
  #last: { readonly value: unknown; readonly bound: unknown } | undefined

  constructor(
    value: unknown,
    type: ColumnType,
    check: SlotEncoder,
    encode: SlotEncoder = identity,
  ) {
    this.value = value
    this.#variable = isVariable(value) ? variableOf(value) : undefined
    this.isConstant =
      !(value instanceof Placeholder) && !(value instanceof ListElement) && !isVariable(value)
    this.type = type
    this.check = check
    this.encode = encode
  }

  /** A rule about several columns of a row compares the same with the same in all of them. */
  get isSharedParameter(): boolean {
    return true
  }

  /** Whether it is of a rule, and takes its value from who asks or when. */
  get isVariable(): boolean {
    return this.#variable !== undefined || this.value instanceof ListElement
  }

  encodedBy(encode: SlotEncoder): Slot {
    return new Slot(this.value, this.type, this.check, encode)
  }

  bind(context: BindContext): unknown {
    return this.isConstant ? this.#constant(context) : this.#bound(context)
  }

  #constant(context: BindContext): unknown {
    this.#kept ??= { value: this.#bound(context) }
    return this.#kept.value
  }

  #bound(context: BindContext): unknown {
    const value = this.#valueIn(context)
    // A variable without a value compares as null, which is true for no row.
    if (value === null || value === undefined) return null
    if (this.#variable === undefined) return this.encode(this.check(value))
    if (this.#last?.value !== value) this.#last = { value, bound: this.encode(this.check(value)) }
    return this.#last.bound
  }

  #valueIn(context: BindContext): unknown {
    const { value } = this
    if (this.#variable !== undefined) return this.#variable(context)
    if (value instanceof ListElement) return value.valueIn(context)
    return value instanceof Placeholder
      ? resolveVariable(context.values[value.index], context)
      : value
  }
}

/** The place of a value that is written: as it came, checked before, and never the name of a variable. */
export class WrittenSlot extends Slot {
  constructor(value: Placeholder, type: ColumnType, encode: SlotEncoder) {
    super(value, type, identity, encode)
  }

  /** It is of the column that it is written to. */
  override get isSharedParameter(): boolean {
    return false
  }

  override bind(context: BindContext): unknown {
    const { value } = this
    const given = value instanceof Placeholder ? context.values[value.index] : value
    return given === null || given === undefined ? null : this.encode(given)
  }
}

const identity: SlotEncoder = (value) => value
