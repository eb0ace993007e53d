import {
  InvalidPayloadError,
  InvalidQueryError,
  type ModuleRequest,
  type ModuleRoute,
} from '@relvar/query-engine'
import { requireAdministrator } from '../overlay/routes/parts.js'
import { administrator, perform } from '../propose/perform.js'
import type { Propose } from '../propose/proposal.js'
import type { DiffMode } from './merge-snapshots.js'
import { planForDiff, planForSnapshot } from './plan-snapshot.js'
import { readDiff, readSnapshot } from './read-snapshot.js'
import { hashOf, readSource, type SnapshotParts } from './read-source.js'
import { Reader } from './reader.js'
import { notedChanges, saySnapshot } from './say-snapshot.js'
import type { Snapshot } from './snapshot.js'
import { isEmptyDiff } from './snapshot-diff.js'
import { fromFileText, type TextFormat, toFileText } from './snapshot-text.js'
import { type SnapshotScope, type SnapshotSource, takeSnapshot } from './take-snapshot.js'

/** The schema as a file: taking it, comparing with it, and making it so. */
export function snapshotRoutes(parts: SnapshotParts): readonly ModuleRoute[] {
  return [
    { path: '/schema/snapshot', methods: { GET: (request) => snapshot(request, parts) } },
    { path: '/schema/diff', methods: { POST: (request) => diff(request, parts) } },
    { path: '/schema/apply', methods: { POST: (request) => apply(request, parts) } },
  ]
}

async function source(request: ModuleRequest, parts: SnapshotParts): Promise<SnapshotSource> {
  const caller = await request.session()
  requireAdministrator(caller, parts, ['read'])
  const model = await parts.database?.refresh()
  return readSource(caller, parts, model ?? caller.schema)
}

async function snapshot(request: ModuleRequest, parts: SnapshotParts) {
  const { searchParams } = request.url
  const from = await source(request, parts)
  const taken = takeSnapshot(from, scopeOf(searchParams))
  const format = formatOf(searchParams)
  if (format === null) return { data: taken }
  const day = new Date().toISOString().slice(0, 10)
  const mediaType = format === 'json' ? 'application/json' : 'text/yaml'
  const file = { name: `snapshot-${day}.${format}`, mediaType, text: toFileText(taken, format) }
  return { file }
}

/** @throws InvalidQueryError where both lists are given */
function scopeOf(parameters: URLSearchParams): SnapshotScope {
  const [include, exclude] = ['includeCollections', 'excludeCollections'].map((name) =>
    listOf(parameters, name),
  )
  if (include !== undefined && exclude !== undefined)
    throw new InvalidQueryError('"includeCollections" and "excludeCollections" exclude each other.')
  return {
    ...(include !== undefined && { include }),
    ...(exclude !== undefined && { exclude }),
    unmanaged: flagOf(parameters, 'unmanaged'),
  }
}

/** `a,b`, repeated, or with brackets behind the name. */
function listOf(parameters: URLSearchParams, name: string): readonly string[] | undefined {
  const given = [...parameters.getAll(name), ...parameters.getAll(`${name}[]`)]
  if (given.length === 0) return undefined
  return given.flatMap((each) => each.split(',')).map((each) => each.trim())
}

function flagOf(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name)
  if (value === null || value === 'false' || value === '0') return false
  if (value === '' || value === 'true' || value === '1') return true
  throw new InvalidQueryError(`"${name}" is true or false.`)
}

function formatOf(parameters: URLSearchParams): TextFormat | null {
  const format = parameters.get('export')
  if (format === null || format === 'json' || format === 'yaml') return format
  throw new InvalidQueryError('"export" has to be one of json, yaml.')
}

async function diff(request: ModuleRequest, parts: SnapshotParts) {
  const { searchParams } = request.url
  const from = await source(request, parts)
  const wanted = readSnapshot(await bodyOf(request))
  if (!flagOf(searchParams, 'force')) assertSameMaker(wanted, from)
  const { diff: found, notes } = planForSnapshot(from, wanted, modeOf(searchParams))
  if (isEmptyDiff(found)) return {}
  return { data: { hash: hashOf(from), diff: found, ...(notes.length > 0 && { notes }) } }
}

/** @throws InvalidPayloadError where there is none */
async function bodyOf(request: ModuleRequest): Promise<unknown> {
  const text = await request.file()
  if (text === undefined || text.trim() === '') throw new InvalidPayloadError('A body is needed.')
  return fromFileText(text)
}

/**
 * Whoever means a snapshot of another vendor or release says so.
 *
 * @throws InvalidPayloadError
 */
function assertSameMaker({ directus, vendor }: Snapshot, { model, release }: SnapshotSource): void {
  const refuse = (what: string, theirs: string, ours: string): InvalidPayloadError =>
    new InvalidPayloadError(
      `The snapshot is of ${what} "${theirs}", and here it is "${ours}". With "force" it is taken all the same.`,
    )
  if (directus !== release) throw refuse('version', directus, release)
  if (vendor !== model.dialect) throw refuse('vendor', vendor, model.dialect)
}

function modeOf(parameters: URLSearchParams): DiffMode {
  const mode = parameters.get('mode') ?? 'mirror'
  if (mode === 'mirror' || mode === 'merge') return mode
  throw new InvalidQueryError('"mode" has to be one of mirror, merge.')
}

async function apply(request: ModuleRequest, parts: SnapshotParts) {
  const asking = await administrator(request, parts)
  const isForced = flagOf(request.url.searchParams, 'force')
  const body = Reader.of(await bodyOf(request), 'body')
  const wanted = readDiff(body.object('diff').whole)
  const hash = isForced ? null : body.text('hash')
  const propose: Propose = async (caller, model) => {
    const from = await readSource(caller, parts, model)
    if (hash !== null && hash !== hashOf(from))
      throw new InvalidPayloadError(
        'The schema was changed since the diff was made ("hash"). Make the diff anew, or use "force".',
      )
    const plan = planForDiff(from, wanted)
    return {
      changes: plan.changes,
      noted: notedChanges(plan),
      say: (saying) => saySnapshot(saying, parts.names, plan),
    }
  }
  const shown = await perform(asking, parts, propose)
  return shown === null ? {} : { data: shown }
}
