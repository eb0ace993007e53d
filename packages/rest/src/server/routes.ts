import { createDescriber } from '../openapi/describer.js'
import { readDescription } from '../openapi/read-description.js'
import type { RestSettings } from '../options.js'
import { referenceRoutes } from '../reference/routes.js'
import type { Route } from '../route.js'
import { readHealth } from './health.js'
import { readInfo } from './info.js'
import { ping } from './ping.js'

/** What is switched off has no route. */
export function serverRoutes(settings: RestSettings): readonly Route[] {
  return [
    { path: '/server/ping', methods: { GET: ping } },
    { path: '/server/info', methods: { GET: readInfo } },
    ...healthRoutes(settings),
    ...(settings.openapi.enabled ? descriptionRoutes(settings) : []),
  ]
}

function healthRoutes({ health }: RestSettings): readonly Route[] {
  if (health === undefined) return []
  return [
    {
      path: '/server/health',
      methods: { GET: (context, settings) => readHealth(context, settings, health) },
    },
  ]
}

function descriptionRoutes(settings: RestSettings): readonly Route[] {
  const describer = createDescriber(settings)
  return [
    { path: '/server/specs/oas', methods: { GET: readDescription(describer) } },
    ...referenceRoutes(describer),
  ]
}
