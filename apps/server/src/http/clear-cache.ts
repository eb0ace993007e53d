import { ForbiddenError, type ModuleRoute, type RouteDescriptions } from '@relvar/query-engine'
import type { ServedDatabase } from '../database/served-database.js'

/** `POST /utils/cache/clear`: administrators have the tables looked at now. */
export function clearCacheRoute(database: Pick<ServedDatabase, 'refresh'>): ModuleRoute {
  return {
    path: '/utils/cache/clear',
    methods: {
      POST: async ({ session }) => {
        if ((await session()).actor.admin !== true) throw new ForbiddenError()
        await database.refresh()
        return { status: 200 }
      },
    },
  }
}

/** For the description of the API. */
export const clearCacheDescription: RouteDescriptions = {
  'POST /utils/cache/clear': {
    id: 'clearCache',
    status: 200,
    tag: 'Utilities',
    summary: 'Look now whether tables have changed',
    audience: 'administrators',
  },
}
