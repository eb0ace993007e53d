/** The query tree and everything about it that runs in a browser too. */

export { anonymous } from '../actor.js'
export type { Actor } from '../actor.js'
export { allowAll } from '../policy.js'
export type { Guard, Policy } from '../policy.js'
export { failures } from './evaluate.js'
export type { RuleFailure } from './evaluate.js'
export { formatKey, keyShape, parseKey } from './key.js'
export { allowsOperator, isOperator, OPERATORS } from './operators.js'
export type { Operator, OperatorFamily } from './operators.js'
export type {
  AggregateFunction,
  Cursors,
  DeepQuery,
  FieldSelector,
  Filter,
  Key,
  KeyInput,
  KeyValue,
  MetaCount,
  MetaName,
  PageMeta,
  ReadQuery,
  Row,
  WriteTarget,
} from './query.js'
export { ruleMistake } from './rule-mistake.js'
export type { NestedQuery, SelectedField, SelectedValue } from './selected-field.js'
export type { VariableContext } from './variables.js'
