import type { TestDatabase } from '../dialect.js'
import { findFolder } from '../servers/find.js'
import { outputOf } from './program.js'

/** `pg_dump` reads servers up to its own version; for a newer one the catalogue is asked. */
export async function dumpPostgres(
  database: TestDatabase,
  schemas: readonly string[] = [],
): Promise<string> {
  const [row] = await database.query(
    "select current_setting('server_version_num')::int / 10000 as version",
  )
  return (await programVersion()) >= Number(row?.['version'])
    ? dumpByProgram(database.url, schemas)
    : dumpByCatalogue(database, schemas)
}

async function programVersion(): Promise<number> {
  if (findFolder('pg_dump') === null) return 0
  const [, version] = /\s(\d+)/.exec(await outputOf('pg_dump', ['--version'])) ?? []
  return Number(version)
}

/** Two dumps of one database differ in the key that `\restrict` names. */
async function dumpByProgram(url: string, schemas: readonly string[]): Promise<string> {
  const args = [...schemas.map((schema) => `--schema=${schema}`), url]
  return (await outputOf('pg_dump', args)).replaceAll(/^\\(un)?restrict .*$/gm, '')
}

const IN_SCHEMAS = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'"

/** What is there, and what it is made of: each row is one fact. */
const FACTS: readonly string[] = [
  `select n.nspname, n.nspacl::text, obj_description(n.oid, 'pg_namespace') from pg_namespace n where ${IN_SCHEMAS}`,
  `select n.nspname, c.relname, c.relkind, c.relacl::text, c.reloptions, c.relrowsecurity, obj_description(c.oid, 'pg_class'),
     case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${IN_SCHEMAS}`,
  `select n.nspname, c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attacl::text,
     pg_get_expr(d.adbin, d.adrelid) as value, col_description(c.oid, a.attnum)
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attnum > 0 and not a.attisdropped and ${IN_SCHEMAS}`,
  `select n.nspname, r.conrelid::regclass::text, r.conname, pg_get_constraintdef(r.oid) as definition
   from pg_constraint r join pg_namespace n on n.oid = r.connamespace where ${IN_SCHEMAS}`,
  `select schemaname as nspname, indexname, indexdef from pg_indexes n where ${IN_SCHEMAS.replaceAll('n.nspname', 'schemaname')}`,
  `select n.nspname, t.tgname, pg_get_triggerdef(t.oid) as definition
   from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${IN_SCHEMAS}`,
  `select n.nspname, p.proname, pg_get_functiondef(p.oid) as definition
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and ${IN_SCHEMAS}`,
  `select n.nspname, t.typname, array(select enumlabel from pg_enum e where e.enumtypid = t.oid order by enumsortorder) as labels
   from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype in ('e', 'd') and ${IN_SCHEMAS}`,
  `select schemaname as nspname, sequencename, last_value from pg_sequences n where ${IN_SCHEMAS.replaceAll('n.nspname', 'schemaname')}`,
]

async function dumpByCatalogue(
  { query }: TestDatabase,
  schemas: readonly string[],
): Promise<string> {
  const isWanted = ({ nspname }: Readonly<Record<string, unknown>>): boolean =>
    schemas.length === 0 || schemas.includes(String(nspname))
  const lines: string[] = []
  for (const fact of FACTS) {
    const found = (await query(fact)).filter(isWanted)
    lines.push(...found.map((row) => JSON.stringify(row)).toSorted())
  }
  const tables = await query(
    `select n.nspname, format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${IN_SCHEMAS} order by 2`,
  )
  for (const { name } of tables.filter(isWanted)) {
    // In the order in which they lie there, as COPY gives them.
    const rows = await query(`select t::text as line from ${String(name)} as t`)
    lines.push(...rows.map(({ line }) => `${String(name)} ${String(line)}`))
  }
  return lines.join('\n')
}
