/** Codes of Node, drivers and servers for a database that is not there, or not ready yet. */
const awayCodes: ReadonlySet<unknown> = new Set([
  // Node, while connecting and after
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'RELVAR_CONNECTION_LOST',
  'SERVICE_UNAVAILABLE',
  // PostgreSQL: starting up, shutting down, no connection left
  '57P01',
  '57P03',
  '53300',
  // MySQL and MariaDB: the same
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  // SQL Server (tedious): nobody listens, the connection is gone, the instance is not known yet
  'ESOCKET',
  'ECONNCLOSED',
  'EINSTLOOKUP',
  // Oracle (node-oracledb): nobody listens, the service is not known yet, the session is gone
  'NJS-500',
  'NJS-503',
  'NJS-510',
  'NJS-511',
  'NJS-518',
  // Oracle: starting up, shutting down
  'ORA-01033',
  'ORA-01034',
  'ORA-01089',
  'ORA-01090',
  'ORA-12514',
])

/** pg gives a connection that took too long, or ended while it was made, no code. */
const awayMessage =
  /timeout exceeded when trying to connect|connection timeout|connection terminated/i

/** Whether an error means that the database is away for now; for other errors trying again is no use. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return awayCodes.has(code) || awayMessage.test(error.message) || isAway(error.cause)
}

/** What to tell of it. Where a name has several addresses, Node's error has a code and no message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || String((error as NodeJS.ErrnoException).code)
}
