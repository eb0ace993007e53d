/** The query tree and everything about it that runs in a browser too. */

export { formatKey, parseKey } from './key.js'
export type {
  AggregateFunction,
  DeepQuery,
  FieldSelector,
  Filter,
  Key,
  KeyInput,
  KeyValue,
  MetaCount,
  MetaCounts,
  ReadQuery,
  Row,
  WriteTarget,
} from './query.js'
