/** ISO 8601, with as many digits of a second as a value has; texts by their code points. */
const NLS: Readonly<Record<string, string>> = {
  nls_date_format: 'YYYY-MM-DD"T"HH24:MI:SS',
  nls_timestamp_format: 'YYYY-MM-DD"T"HH24:MI:SS.FF',
  nls_timestamp_tz_format: 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM',
  nls_numeric_characters: '.,',
  // Otherwise ORDER BY goes by the language of the server, while `<` compares code points.
  nls_sort: 'BINARY',
  nls_comp: 'BINARY',
}

/**
 * What a new session is set to: UTC, dates and numbers read and written as ISO 8601 and with a
 * point, texts in one order wherever they are sorted or compared, whatever the server's territory and
 * language are. One statement, so one round trip.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-SESSION.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/NLS_SORT.html
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/NLS_COMP.html
 */
export const SESSION_SETTINGS: string = [
  `alter session set time_zone = '+00:00'`,
  ...Object.entries(NLS).map(([name, value]) => `${name} = '${value}'`),
].join(' ')
