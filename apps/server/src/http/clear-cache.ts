import { ForbiddenError, type ModuleRoute } from '@relvar/query-engine'
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
