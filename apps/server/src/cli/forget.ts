import { forgetCollection, knownOfCollection } from '@relvar/data-model'
import { UsageError } from './usage-error.js'
import { withProduct } from './with-product.js'

/**
 * `relvar schema forget`: removes all that Relvar knows of a collection; the table stays. Without
 * `--yes` it only says what would go.
 *
 * @throws UsageError without `--yes`, or without the name of a collection
 */
export async function forgetCommand(args: readonly string[], confirmed: boolean): Promise<void> {
  const [collection, ...others] = args
  if (collection === undefined || others.length > 0)
    throw new UsageError('schema forget takes the name of one collection.')
  await withProduct(async ({ door }) => {
    const session = door.system()
    const known = await knownOfCollection(session, door, collection)
    if (known.length === 0) return say(`Nothing is known of "${collection}".`)
    const rows = known.map(({ table, rows }) => `${rows} in ${table}`).join(', ')
    say(`What is known of "${collection}": ${rows}.`)
    if (!confirmed)
      throw new UsageError(
        `nothing was removed yet. To remove it, its rights and its history: relvar schema forget ${collection} --yes`,
      )
    await forgetCollection(session, door, collection)
    say('It is forgotten. The table itself is as it was.')
  })
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
