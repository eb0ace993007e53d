// @ts-check
/**
 * Prints who took the time in a CPU profile, by place and by function, without the time in which
 * the process waited: `node profile-summary.mjs FILE...`.
 */
import { readFileSync } from 'node:fs'

/** @typedef {{ id: number, children?: number[], callFrame: { functionName: string, url: string, lineNumber: number } }} ProfileNode */
/** @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} Profile */

for (const file of process.argv.slice(2)) summarise(JSON.parse(readFileSync(file, 'utf8')))

/** @param {Profile} profile */
function summarise({ nodes, samples, timeDeltas }) {
  /** @type {Map<number, number>} */
  const own = new Map()
  samples.forEach((id, index) => own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0)))
  const busy = nodes.filter(({ callFrame }) => callFrame.functionName !== '(idle)')
  const total = busy.reduce((sum, { id }) => sum + (own.get(id) ?? 0), 0)
  print(
    'By place',
    total,
    sumBy(busy, own, ({ callFrame }) => placeOf(callFrame.url)),
    20,
  )
  print('By function, its own time', total, sumBy(busy, own, nameOf), 45)
  print('By function, with all it called', total, withCalled(nodes, own), 90)
}

/**
 * @param {readonly ProfileNode[]} nodes
 * @param {ReadonlyMap<number, number>} own
 * @param {(node: ProfileNode) => string} key
 */
function sumBy(nodes, own, key) {
  /** @type {Map<string, number>} */
  const sums = new Map()
  for (const node of nodes)
    sums.set(key(node), (sums.get(key(node)) ?? 0) + (own.get(node.id) ?? 0))
  return sums
}

/**
 * A function that stands several times on the stack counts once.
 * @param {readonly ProfileNode[]} nodes
 * @param {ReadonlyMap<number, number>} own
 */
function withCalled(nodes, own) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  /** @type {Map<string, number>} */
  const sums = new Map()
  /** @type {(node: ProfileNode, above: ReadonlySet<string>) => number} */
  const visit = (node, above) => {
    const name = nameOf(node)
    const children = (node.children ?? []).flatMap((id) => byId.get(id) ?? [])
    const inside = new Set([...above, name])
    const time = children.reduce((sum, child) => sum + visit(child, inside), own.get(node.id) ?? 0)
    if (!above.has(name) && placeOf(node.callFrame.url).startsWith('packages/'))
      sums.set(name, (sums.get(name) ?? 0) + time)
    return time
  }
  const [root] = nodes
  if (root !== undefined) visit(root, new Set())
  return sums
}

/**
 * @param {string} title
 * @param {number} total
 * @param {ReadonlyMap<string, number>} sums
 * @param {number} limit
 */
function print(title, total, sums, limit) {
  console.log(`\n${title}`)
  const rows = [...sums].toSorted((a, b) => b[1] - a[1]).slice(0, limit)
  for (const [name, time] of rows)
    console.log(`${((100 * time) / total).toFixed(1).padStart(6)} %  ${name}`)
}

/** @param {ProfileNode} node */
function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  return `${functionName || '(anonymous)'} ${fileOf(url)}:${lineNumber + 1}`
}

/** The package a file belongs to. @param {string} url */
function placeOf(url) {
  if (url === '') return 'the runtime itself'
  if (url.startsWith('node:')) return url
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)
  return installed?.[1] ?? /\/((?:packages|apps)\/[^/]+)/.exec(url)?.[1] ?? url
}

/** @param {string} url */
function fileOf(url) {
  return url.replace(/^.*\/node_modules\//, '').replace(/^file:.*\/((?:packages|apps)\/)/, '$1')
}
