import {
  ForbiddenError,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleRoute,
} from '@relvar/query-engine'
import { BlockList, isIP } from 'node:net'
import { fieldsOf, optionalTextOf, passwordOf, textOf } from '../routes/body.js'
import { digest, isSame } from '../secrets/random-token.js'
import { createFirstAdministrator } from '../users/create-administrator.js'
import type { AccountParts } from './account.js'

/** What proxies say of whom they ask for. With one of them the request is not from this machine. */
const FORWARDED =
  /^(?:forwarded|via|x-forwarded-.+|x-(?:real|client|original)-.+|.+-(?:client|connecting)-ip)$/

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** `/server/setup`: the first administrator, while there is none. */
export function setupRoute(parts: AccountParts): ModuleRoute {
  return {
    path: '/server/setup',
    methods: {
      GET: (request) => readSetup(parts, request),
      POST: (request) => setUp(parts, request),
    },
  }
}

/** Everybody learns whether there is something to set up; of what, only those who may do it. */
async function readSetup(
  { config, limits }: AccountParts,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const { data, rights, setupInfo } = config
  const session = data.system()
  if (await rights.hasAdministrator(session)) return { data: { needed: false } }
  const token = request.url.searchParams.get('token') ?? undefined
  if (token !== undefined) limits.take('setup', request.ip)
  const isOpen = mayAsk(config, request) || isTokenOf(config.setupToken, token)
  return {
    data: { needed: true, open: isOpen, ...(isOpen && { database: setupInfo?.() ?? null }) },
  }
}

async function setUp(
  { config, limits }: AccountParts,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const fields = fieldsOf(await request.body(), ['admin', 'token', 'owner', 'license_key'])
  limits.take('setup', request.ip)
  const token = optionalTextOf(fields, 'token')
  if (!mayAsk(config, request) && !isTokenOf(config.setupToken, token)) throw new ForbiddenError()
  const admin = fieldsOf(fields['admin'], ['email', 'password', 'first_name', 'last_name'])
  const first = optionalTextOf(admin, 'first_name')
  const last = optionalTextOf(admin, 'last_name')
  await createFirstAdministrator(config, {
    email: textOf(admin, 'email'),
    password: passwordOf(admin),
    ...(first !== undefined && { first_name: first }),
    ...(last !== undefined && { last_name: last }),
  })
  return {}
}

/** Whether the set-up is open to a request as it is, without a token. */
function mayAsk({ urls }: AccountParts['config'], request: ModuleRequest): boolean {
  return isFromHere(request) && isToHere(request.url, urls.public)
}

function isFromHere({ ip, headers }: ModuleRequest): boolean {
  if (ip === null || [...headers.keys()].some((name) => FORWARDED.test(name))) return false
  return isLoopback(ip.replace(/^::ffff:/i, ''))
}

/**
 * Whether a request asks for this machine by a name that is surely its own. A page of a stranger may
 * let the name that it came from point to 127.0.0.1 (DNS rebinding), and a browser here then asks for
 * that name; it cannot make the browser ask for another.
 */
function isToHere({ hostname }: URL, publicUrl: string): boolean {
  return (
    /(?:^|\.)localhost$/.test(hostname) ||
    isLoopback(hostname.replace(/^\[|\]$/g, '')) ||
    hostname === new URL(publicUrl).hostname
  )
}

function isLoopback(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

function isTokenOf(expected: string | undefined, given: string | undefined): boolean {
  return expected !== undefined && given !== undefined && isSame(digest(expected), digest(given))
}
