/** The account may not make or change our tables; the message says what would help. */
export class SystemNamespaceError extends Error {
  override readonly name = 'SystemNamespaceError'

  constructor(namespace: string, options?: ErrorOptions) {
    super(
      `The tables of Relvar itself cannot be kept in "${namespace}": ${reasonOf(options?.cause)} ` +
        'Give the account the right to make it, name another place with SYSTEM_NAMESPACE, or another database with METADATA_URL ' +
        '(sqlite:relvar.db makes a file): then an account that may only read is enough.',
      options,
    )
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error
    ? `${cause.message.replace(/\.$/, '')}.`
    : 'the database refuses it.'
}

/** A namespace that is to be ours holds something else, which would go with it. */
export class SharedNamespaceError extends Error {
  override readonly name = 'SharedNamespaceError'

  constructor(namespace: string, others: readonly string[]) {
    const shown = others.slice(0, 5).map((name) => `"${name}"`)
    const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : ''
    super(`"${namespace}" holds tables that are not Relvar's: ${shown.join(', ')}${more}.`)
  }
}

/** A newer program has changed our tables; an older one would do damage. */
export class NewerSystemTablesError extends Error {
  override readonly name = 'NewerSystemTablesError'

  constructor(module: string, found: number, known: number) {
    super(
      `The tables of "${module}" are of version ${found}, and this program knows ${known} only. ` +
        'Start the newer program, or one that is newer still.',
    )
  }
}

/** A user's table has the name of a system collection. */
export class SystemNameTakenError extends Error {
  override readonly name = 'SystemNameTakenError'

  constructor(id: string) {
    super(
      `Your table "${id}" has the name of a system collection. Choose another SYSTEM_PREFIX, or leave the table out.`,
    )
  }
}
