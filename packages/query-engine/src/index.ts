/** The engine: queries as data in, one SQL statement out, rows or JSON text back. */

// Start here
export { createEngine } from './engine.js'
export type { DatabaseEngine, Engine, EngineOptions, SchemaSource, WithinWork } from './engine.js'
export { MASK, type SecretCodecs } from './secret-codecs.js'
export { pairEngines } from './pair/pair-engines.js'
export type { PairOptions } from './pair/pair-engines.js'
export type {
  CallOptions,
  CallStage,
  Edge,
  EdgePage,
  JsonPage,
  Page,
  ReadOptions,
  Session,
  Upserted,
  LockOptions,
  UpsertOptions,
  CreateOptions,
} from './session.js'

// Who asks, and what they may do
export { anonymous, isSystem, SYSTEM } from './actor.js'
export type { Actor, Claims } from './actor.js'
export { isSoundRule } from './guard/guard.js'
export { allowAll } from './policy.js'
export type { Guard, Policy } from './policy.js'

export type { AskForMark, Freshness, MarkPlace } from './freshness.js'

// What is asked
export { formatKey, keyShape, parseKey } from './query/key.js'
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
} from './query/query.js'
export type { CodecName } from './plan/codec.js'
export type { NestedQuery, SelectedField, SelectedValue } from './query/selected-field.js'
export { roundedNumber } from './query/rounded-number.js'
export { constantQuery } from './query/template.js'
export { uuidV7 } from './write/uuid-v7.js'
export { writeSingleton } from './write/write-singleton.js'
export { defaultLimits, limitSettings } from './limits.js'
export type { Limits } from './limits.js'
export { assertStoredFilter } from './stored-filter.js'
export type { Explanation } from './explain.js'
export type { PlanDescription, PlanField, PlanLevel, PlanSource } from './plan/describe-plan.js'
export type { StageTimings } from './execute/stage-timer.js'

// Code at stages of a request
export { createHooks } from './hooks/hooks.js'
export type {
  BeforeHook,
  Change,
  Event,
  EventListener,
  HookOptions,
  HookRegistry,
  Hooks,
  QueryHook,
  ReadContext,
  ReadHook,
  RowChange,
  WithinHook,
  WithinOptions,
  WriteEventName,
  WritePlace,
} from './hooks/hooks.js'

// What a package adds to the product
export { defineModule } from './module/module.js'
export type {
  Module,
  ModuleAnswer,
  ModuleFile,
  ModuleCollection,
  ModuleContext,
  ModuleHandler,
  ModuleMethod,
  ModuleRequest,
  ModuleRoute,
  Audience,
  FieldType,
  RouteDescription,
  RouteDescriptions,
  RouteParameter,
} from './module/module.js'
export type { ModuleGraphQL } from './module/module-graphql.js'
export { tablesAfter } from './module/migration.js'
export type {
  Migration,
  RowMigration,
  SchemaMigration,
  SystemChange,
  SystemNames,
} from './module/migration.js'
export type {
  SystemColumn,
  SystemColumnType,
  SystemList,
  SystemReference,
  SystemTable,
} from './module/system-table.js'

// What can go wrong
export { UnsupportedDialectError } from './dialect/dialects.js'
export { isConnectionLost, mapDatabaseError } from './dialect/map-database-error.js'
export {
  DatabaseUnavailableError,
  EngineError,
  ForbiddenError,
  lackOf,
  refusalFor,
  ForeignKeyViolationError,
  InvalidPayloadError,
  UnprocessableContentError,
  InvalidQueryError,
  NotNullViolationError,
  TimeoutError,
  UniqueViolationError,
  ValidationError,
  ValidationErrors,
  ValueOutOfRangeError,
  ValueTooLongError,
} from './errors.js'
export type { ErrorCode, FieldViolation } from './errors.js'
export type { ValidationDetails } from './validation-message.js'
