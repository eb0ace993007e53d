import type { ModuleRoute } from '@relvar/query-engine'
import { collectionRoutes } from './collection-routes.js'
import { fieldRoutes } from './field-routes.js'
import { forgetRoute } from './forget-route.js'
import type { RouteParts } from './parts.js'
import { relationRoutes } from './relation-routes.js'

/** What there is in the user's database and in ours, as the wire has it, and what is said about it. */
export function overlayRoutes(parts: RouteParts): readonly ModuleRoute[] {
  return [
    ...collectionRoutes(parts),
    ...fieldRoutes(parts),
    ...relationRoutes(parts),
    forgetRoute(parts),
  ]
}
