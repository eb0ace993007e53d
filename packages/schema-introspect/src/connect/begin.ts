import type { TransactionSettings } from 'kysely'

/** The modes of a transaction, as `start transaction` and `set transaction` take them. */
export function transactionModes(settings: TransactionSettings): readonly string[] {
  const { isolationLevel, accessMode } = settings
  return [
    ...(isolationLevel === undefined ? [] : [`isolation level ${isolationLevel}`]),
    ...(accessMode === undefined ? [] : [accessMode]),
  ]
}
