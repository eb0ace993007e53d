import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { ViewDefinition } from '../change/definitions.js'

const NAME = String.raw`(?:"(?:[^"]|"")+"|\[[^\]]+\]|${'`'}[^${'`'}]+${'`'}|[\p{L}_][\p{L}\p{N}_$]*)`
const CREATE = new RegExp(
  String.raw`^\s*create\s+(?:or\s+(?:replace|alter)\s+)?(?:temp(?:orary)?\s+)?view\s+(?:if\s+not\s+exists\s+)?${NAME}(?:\.${NAME})?\s+as\s+`,
  'isu',
)

/**
 * The bare queries of views, as another database of the vendor can have them. SQLite and SQL Server keep
 * the whole statement; MySQL and MariaDB write the name of the database before every table.
 */
export function viewQueries(
  { tables, dialect }: SchemaModel,
  views: readonly ViewDefinition[],
): ReadonlyMap<string, string> {
  return new Map(
    views.flatMap(({ id, sql }) => {
      const schema = tables[id]?.schema ?? ''
      const query = sql.replace(CREATE, '').replace(/;\s*$/, '').trim()
      if (!/^(?:select|with|values|\()/i.test(query)) return []
      const isQualified = dialect === 'mysql' || dialect === 'mariadb'
      return [[id, isQualified ? query.replaceAll(`\`${schema}\`.`, '') : query] as const]
    }),
  )
}
