/** Which part of a database to read. */
export interface IntrospectOptions {
  /** Only these schemas (databases on MySQL and MariaDB). The README says which are read unless told. The first is the default schema where the usual one is not among them. */
  readonly schemas?: readonly string[]
  /** Tables to leave out: `table` in any schema, `schema.table`, or all of a schema: `schema.*`. */
  readonly exclude?: readonly string[]
}
