import type { IncomingMessage } from 'node:http'
import { addressKey } from '@relvar/auth'
import { DatabaseUnavailableError, type RouteDescriptions } from '@relvar/query-engine'
import {
  answerError,
  apiDescriber,
  answerNotFound,
  commonHeaders,
  createRest,
  type HealthCheck,
  type HealthReport,
  type RestOptions,
  type ServerInfo,
  successHeaders,
} from '@relvar/rest'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import { isLoopbackHost } from '../config/loopback.js'
import { clientLimit, globalLimit } from '../config/rate-limits.js'
import type { ServedDatabase } from '../database/served-database.js'
import { logRequest } from '../log/requests.js'
import { publicPathOf, publicUrlOf } from '../config/public-url.js'
import { checkJobs } from '../product/check-jobs.js'
import type { Product } from '../product/product.js'
import { projectName, projectOf } from '../product/project.js'
import { version } from '../version.js'
import { createAuthenticator, createStranger, credentialParts } from './authenticate.js'
import { clearCacheDescription, clearCacheRoute } from './clear-cache.js'
import { clientAddress } from './client-address.js'
import { clientSignal } from './client-signal.js'
import { serverGraphQL } from './server-graphql.js'
import { setCommonHeaders } from './common-headers.js'
import { limitConcurrency } from './concurrency.js'
import { allowOrigins } from './cors.js'
import { type Gate, refusalOf } from './gate.js'
import { addGraphiql, servesGraphiql } from './graphiql.js'
import { addGraphQL, createGraphQLApis, type GraphQLParts } from './graphql.js'
import { onceReached, routeOnceReached } from './once-reached.js'
import { limitRate } from './rate-limit.js'
import { limitPressure, type PressureGauge } from './pressure.js'
import { refuse } from './refuse.js'
import { requestIdOf } from './request-id.js'
import type { Bindings, Routes } from './routes.js'
import { schemaFileDescription, schemaFileRoute } from './schema-file.js'
import { SegmentRouter } from './segment-router.js'
import { addStudio, studioPath } from './studio.js'
import { requireTrustedHost } from './trusted-host.js'
import { requireTrustedOrigin } from './trusted-origin.js'

/** Answers requests that come through a socket of Node. */
export interface App {
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>
  /** Every path that something answers, as the router has it: `/items/:collection`. */
  readonly paths: readonly string[]
}

export interface AppParts {
  readonly config: Config
  readonly database: ServedDatabase
  readonly product: Product
  readonly logger: Logger
  /** null where pressure is not limited. */
  readonly gauge: PressureGauge | null
}

/** What the description of the API says of itself where GraphQL is served too. */
const WITH_GRAPHQL =
  'Every table and view that you may see, over REST. The same, under the same rights, is served over GraphQL at `/graphql`.'

/** Where people read what the API offers. */
export const referencePath = '/server/specs/reference'

/** Everything the server answers, in the order in which a request passes it. */
export function createApp(parts: AppParts): App {
  const { config, logger, gauge } = parts
  const gates = createGates(config, gauge)
  const routes = createRoutes(parts)
  const logs = logger.isLevelEnabled('info')
  const fetch: App['fetch'] = (request, { incoming, outgoing }) => {
    const requestId = requestIdOf(incoming)
    if (logs) logRequest(logger, incoming, outgoing, requestId)
    const refusal = refusalOf(gates, request, outgoing)
    // What is not answered by the API has to be given its headers; the API's own answers have them.
    if (refusal !== null || config.CORS_ENABLED) setCommonHeaders(outgoing, requestId)
    if (refusal !== null) return refuse(refusal)
    return routes.fetch(request, { incoming, outgoing, requestId })
  }
  return { fetch, paths: [...new Set(routes.routes.map(({ path }) => path))] }
}

function createGates(config: Config, gauge: PressureGauge | null): readonly Gate[] {
  const publicUrl = publicUrlOf(config)
  const { CORS_ENABLED, CORS_ORIGIN, MAX_CONCURRENT_REQUESTS } = config
  return [
    ...(isLoopbackHost(config.HOST) ? [requireTrustedHost(publicUrl)] : []),
    ...rateGates(config),
    ...(MAX_CONCURRENT_REQUESTS === null ? [] : [limitConcurrency(MAX_CONCURRENT_REQUESTS)]),
    ...(gauge === null ? [] : [limitPressure(gauge)]),
    requireTrustedOrigin(CORS_ENABLED ? CORS_ORIGIN : false, publicUrl),
  ]
}

/** The limit of all comes last: what a client is refused takes nothing from the others. */
function rateGates(config: Config): readonly Gate[] {
  const [client, all] = [clientLimit(config), globalLimit(config)]
  const addressOf = (incoming: IncomingMessage): string =>
    addressKey(clientAddress(config, incoming))
  return [
    ...(client === null ? [] : [limitRate(client, addressOf)]),
    ...(all === null ? [] : [limitRate(all, () => '')]),
  ]
}

/** Without middleware a request costs a tenth of a millisecond less, so all but CORS is a gate. */
function createRoutes({ config, database, product, logger }: AppParts): Routes {
  const publicUrl = publicUrlOf(config)
  const address = (context: Context): string | null =>
    clientAddress(config, (context.env as HttpBindings).incoming)
  const app: Routes = new Hono({ strict: false, router: new SegmentRouter() })
  if (config.CORS_ENABLED) app.use(allowOrigins(config))
  addRoot(app, config)
  app.get('/robots.txt', (context) =>
    context.text(`${config.ROBOTS_TXT.replaceAll('\\n', '\n')}\n`, 200, headersOf(context)),
  )
  listMethods(app, '/robots.txt', 'GET,HEAD')
  const session = onceReached(database, createAuthenticator(product, address))
  const collections = product.modules.flatMap((module) => module.collections ?? [])
  const moduleRoutes = product.modules
    .flatMap(({ routes }) => routes?.(product.door) ?? [])
    .map((route) => routeOnceReached(database, route))
  const errorHeaders = (error: unknown, context: Context): Readonly<Record<string, string>> =>
    product.auth.errorHeaders(error, credentialParts(context, address))
  const onError = (error: unknown, id: string): void => logFailure(logger, error, id)
  const info = async (): Promise<ServerInfo> => ({
    version,
    project: await projectOf(product.door),
    rateLimit: clientLimit(config),
    rateLimitGlobal: globalLimit(config),
  })
  const limits = { defaultLimit: config.QUERY_LIMIT_DEFAULT, maxLimit: config.QUERY_LIMIT_MAX }
  const health = config.HEALTHCHECK_ENABLED
    ? () => checkHealth({ config, database, product })
    : null
  const schemaFile = schemaFileRoute({
    print: (scope, asking) => graphql[scope].print(asking),
    project: () => projectName(product.door),
  })
  const routes = [
    clearCacheRoute(database),
    ...(config.GRAPHQL_ENABLED ? [schemaFile] : []),
    ...moduleRoutes,
  ]
  const restOptions: RestOptions = {
    session,
    everybody: onceReached(database, createStranger(product, address)),
    address,
    signal: clientSignal,
    body: ({ env }) => (env as HttpBindings).incoming,
    mayExplain: ({ actor }) => actor.admin === true,
    serverTiming: config.SERVER_TIMING,
    systemPrefix: config.SYSTEM_PREFIX,
    ...(publicUrl !== null && { publicUrl }),
    limits: {
      maxPayloadSize: config.MAX_PAYLOAD_SIZE,
      queryStringDepth: config.QUERYSTRING_MAX_PARSE_DEPTH,
      queryStringArrayLimit: config.QUERYSTRING_ARRAY_LIMIT,
      ...limits,
    },
    info,
    ...(health !== null && { health }),
    openapi: {
      enabled: config.OPENAPI_ENABLED,
      viewAs: true,
      ...(config.GRAPHQL_ENABLED && { description: WITH_GRAPHQL }),
    },
    modules: {
      routes,
      collections,
      descriptions: Object.assign(
        {},
        clearCacheDescription,
        config.GRAPHQL_ENABLED ? schemaFileDescription : {},
        ...product.modules.map(({ descriptions }) => descriptions ?? {}),
      ) as RouteDescriptions,
    },
    errorHeaders,
    onError,
  }
  app.route('/', createRest(restOptions))
  if (config.SERVE_APP) addStudio(app, publicUrl)
  if (servesGraphiql(config)) addGraphiql(app, publicUrl)
  const server = serverGraphQL({
    info,
    limits,
    health,
    describe: config.OPENAPI_ENABLED ? apiDescriber(restOptions) : null,
    address: publicUrl ?? '/',
  })
  const graphqlParts: GraphQLParts = {
    config,
    collections,
    modules: {
      routes: [...server.routes, ...routes],
      graphql: [
        ...server.graphql,
        ...product.modules.flatMap((module) => module.graphql?.(product.door) ?? []),
      ],
    },
    session,
    address,
    errorHeaders,
    onError,
  }
  const graphql = createGraphQLApis(graphqlParts)
  if (config.GRAPHQL_ENABLED) addGraphQL(app, graphql, graphqlParts)
  app.notFound(answerNotFound)
  app.onError((error, context) => {
    const id = context.env.requestId
    const { status, errors } = answerError(error, id)
    if (status >= 500) logFailure(logger, error, id)
    return context.json({ errors }, status, headersOf(context))
  })
  return app
}

/** A database that is away is no bug: its stack tells nothing. */
function logFailure(logger: Logger, error: unknown, requestId: string): void {
  if (error instanceof DatabaseUnavailableError)
    logger.warn({ requestId, reason: error.message }, 'The database did not answer a request.')
  else logger.error({ err: error, requestId }, 'A request failed.')
}

function addRoot(app: Routes, config: Config): void {
  const { ROOT_REDIRECT, OPENAPI_ENABLED, SERVE_APP } = config
  const home = SERVE_APP ? studioPath : OPENAPI_ENABLED ? referencePath : null
  const target = ROOT_REDIRECT ?? (home && publicPathOf(publicUrlOf(config)) + home)
  if (target === null || target === 'false') return
  app.get('/', (context) => context.body(null, 302, { ...headersOf(context), Location: target }))
  listMethods(app, '/', 'GET,HEAD')
}

/** Answers OPTIONS as the routes of the API do. */
function listMethods(app: Routes, path: string, methods: string): void {
  app.options(path, (context) =>
    context.text(methods, 200, { ...headersOf(context), ...successHeaders, Allow: methods }),
  )
}

/** The headers of answers that are not the API's. */
function headersOf(context: Context<{ Bindings: Bindings }>): Readonly<Record<string, string>> {
  return { ...commonHeaders, 'X-Request-Id': context.env.requestId }
}

async function checkHealth({
  config,
  database,
  product,
}: Pick<AppParts, 'config' | 'database' | 'product'>): Promise<HealthReport> {
  const [users, own] = await database.check()
  const checks = [users, own].filter((check) => check !== undefined)
  const isUp = checks.every(({ status }) => status !== 'error')
  return {
    status: worstOf(checks),
    releaseId: version,
    ...(publicUrlOf(config) !== null && { serviceId: publicUrlOf(config) as string }),
    checks: {
      ...(users !== undefined && { [`${database.name}:responseTime`]: [users] }),
      ...(own !== undefined && { 'metadata:responseTime': [own] }),
      ...(isUp && (await checkJobs(product.door))),
    },
  }
}

function worstOf(checks: readonly HealthCheck[]): HealthCheck['status'] {
  const order = ['error', 'warn'] as const
  return order.find((each) => checks.some(({ status }) => status === each)) ?? 'ok'
}
