import type { PathItem } from './document.js'
import { json } from './document.js'
import { failures } from './responses.js'

export const serverTag = 'Server'

/** The paths that belong to no collection. */
export function serverPaths(hasHealth: boolean): Readonly<Record<string, PathItem>> {
  return {
    '/server/ping': {
      get: {
        operationId: 'ping',
        tags: [serverTag],
        summary: 'Whether the server is there',
        responses: {
          '200': {
            description: 'pong',
            content: { 'text/html': { schema: { type: 'string', const: 'pong' } } },
          },
        },
      },
    },
    '/server/info': {
      get: {
        operationId: 'serverInfo',
        tags: [serverTag],
        summary: 'The project and the limits of the server',
        responses: {
          '200': {
            description: 'The information.',
            content: json({
              type: 'object',
              required: ['data'],
              properties: { data: { type: 'object' } },
            }),
          },
          ...failures,
        },
      },
    },
    ...(hasHealth && { '/server/health': healthPath }),
    '/server/specs/oas': {
      get: {
        operationId: 'readDescription',
        tags: [serverTag],
        summary: 'This description',
        responses: {
          '200': { description: 'An OpenAPI document.', content: json({ type: 'object' }) },
          ...failures,
        },
      },
    },
  }
}

const health = {
  'application/health+json': {
    schema: {
      type: 'object',
      required: ['status'],
      properties: {
        status: { type: 'string', enum: ['ok', 'warn', 'error'] },
        checks: { type: 'object' },
      },
    },
  },
}

const healthPath: PathItem = {
  get: {
    operationId: 'serverHealth',
    tags: [serverTag],
    summary: 'The state of the server and of what it depends on',
    responses: {
      '200': { description: 'The server works.', content: health },
      '503': { description: 'The server does not work.', content: health },
      ...failures,
    },
  },
}
