import type { SchemaModel } from '@relvar/schema-introspect/model'
import { type BuiltSchema, buildSchema, type CollectionsOf } from './build-schema.js'
import type { GraphQLModules } from './extend-schema.js'

/** The schema for a model as an actor sees it. */
export type SchemaOf = (model: SchemaModel) => BuiltSchema

/**
 * Builds a schema when somebody with new rights comes, and keeps the most recently used. Equal versions
 * are equal models, rights included, so whoever has the same rights shares a schema, and a change of
 * rights or tables makes another one at once.
 *
 * @param capacity how many are kept
 */
export function createSchemaCache(
  collectionsOf: CollectionsOf,
  modules: GraphQLModules,
  capacity: number,
): SchemaOf {
  const kept = new Map<string, BuiltSchema>()
  return (model) => {
    const known = kept.get(model.version)
    const built = known ?? buildSchema(model, collectionsOf, modules)
    kept.delete(model.version)
    kept.set(model.version, built)
    if (kept.size > capacity) kept.delete(kept.keys().next().value as string)
    return built
  }
}
