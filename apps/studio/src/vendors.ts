const VENDORS: Readonly<Record<string, string>> = {
  cockroachdb: 'CockroachDB',
  mariadb: 'MariaDB',
  mssql: 'SQL Server',
  mysql: 'MySQL',
  oracle: 'Oracle',
  postgres: 'PostgreSQL',
  sqlite: 'SQLite',
}

/** A database as its makers call it, with its version. */
export function databaseName(vendor: string, version: string): string {
  return `${VENDORS[vendor] ?? vendor} ${version}`
}
