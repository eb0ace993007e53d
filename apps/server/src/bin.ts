#!/usr/bin/env node
const oldest = 22
const major = Number(process.versions.node.split('.')[0])

if (major < oldest) {
  process.stderr.write(
    `relvar: this is Node ${process.versions.node}; Relvar needs Node ${oldest} or later.\n`,
  )
  process.exit(1)
}

// Imported only now: older versions of Node would fail while loading it, and not say why. And what loads
// the program's modules would already make the young generation too large.
const { limitYoungGeneration } = await import('./memory/young-generation.js')
limitYoungGeneration()
const { runCli } = await import('./cli/cli.js')
process.exitCode = await runCli(process.argv.slice(2))
