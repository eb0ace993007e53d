import { mariadbTypes, numbered } from './mariadb.js'
import { plain, type VendorTypes } from './native-type.js'

/** Integers have no display width there: https://dev.mysql.com/doc/refman/8.4/en/numeric-type-attributes.html */
export const mysqlTypes: VendorTypes = {
  ...mariadbTypes,
  of: {
    ...mariadbTypes.of,
    bigInteger: plain('bigInteger', 'bigint', 'bigint', { precision: 19, scale: 0 }),
    integer: plain('integer', 'int', 'int', { precision: 10, scale: 0 }),
  },
  numbered: {
    integer: numbered('integer', 'int unsigned', 'int unsigned', 10),
    bigInteger: numbered('bigInteger', 'bigint unsigned', 'bigint unsigned', 20),
  },
}
