import { ForbiddenError, type ModuleRequest, type ModuleRoute } from '@relvar/query-engine'
import { findTable } from '@relvar/schema-introspect/model'
import { administrator, perform } from '../../propose/perform.js'
import type { Propose } from '../../propose/proposal.js'
import { forgetCollection, type Known, knownOfCollection } from '../forget-collection.js'
import { collectionsTable } from '../tables/collections-table.js'
import { reservedName, type RouteParts, unknownCollection, viewedCollections } from './parts.js'

/** `POST /schema/forget/:collection`: removes all that is known of a collection; its table stays. */
export function forgetRoute(parts: RouteParts): ModuleRoute {
  return {
    path: '/schema/forget/:collection',
    methods: { POST: (request) => forget(request, parts) },
  }
}

async function forget(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { names, system } = parts
  const collection = request.params['collection'] ?? ''
  if (system.isOurs(collection)) throw new ForbiddenError(reservedName(parts))
  let known: readonly Known[] = []
  const propose: Propose = async (caller, model) => {
    const { rows } = await viewedCollections(caller, parts)
    const isSaid = rows.some((row) => row['collection'] === collection)
    return {
      changes: [],
      say: async (saying) => {
        known = await knownOfCollection(saying.system, names, collection)
        if (known.length === 0 && findTable(model, collection) === undefined)
          throw unknownCollection(collection)
        // What somebody has said goes by their hand, so that the history tells who it was.
        if (isSaid)
          await saying.session.delete(names.id(collectionsTable.name), {
            query: { filter: { collection: { _eq: collection } }, limit: -1 },
          })
        await forgetCollection(saying.system, names, collection)
      },
    }
  }
  const shown = await perform(asking, parts, propose)
  return shown === null ? {} : { data: { ...shown, warnings: known.map(warning) } }
}

function warning({ table, rows }: Known): { readonly message: string; readonly lossy: false } {
  return {
    message: `${rows === 1 ? 'One row goes' : `${rows} rows go`} from "${table}".`,
    lossy: false,
  }
}
