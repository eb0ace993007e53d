import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleRoute,
  type Row,
  type SystemNames,
} from '@relvar/query-engine'
import { settings, SETTINGS_ID } from './settings-table.js'

const FIELDS: readonly string[] = ['project_owner', 'project_usage', 'org_name', 'product_updates']

/** `POST /settings/owner`: whose project this is. */
export function ownerRoute(names: SystemNames): ModuleRoute {
  return {
    path: '/settings/owner',
    methods: {
      POST: async ({ session, body, signal }) => {
        const owner = ownerOf(await body())
        const caller = await session()
        const target = { keys: [SETTINGS_ID] }
        const updated = await caller.update(names.id(settings.name), target, owner, { signal })
        if (updated.length === 0) throw new ForbiddenError()
        return {}
      },
    },
  }
}

function ownerOf(body: unknown): Row {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const unknown = isObject ? Object.keys(body).find((name) => !FIELDS.includes(name)) : undefined
  if (isObject && unknown === undefined) return body as Row
  throw new InvalidPayloadError(`The body is an object of ${FIELDS.join(', ')}.`)
}
