import { readFile } from 'node:fs/promises'
import {
  type CaseResult,
  checkCases,
  type IdlePermission,
  idlePermissions,
  parseCases,
  type RightsCase,
  RightsCaseError,
} from '@relvar/rbac/store'
import { UsageError } from './usage-error.js'
import { withProduct } from './with-product.js'

/** `relvar permissions test FILE`: compares statements with what the rights are. Answers 1 where one is not true. */
export async function testPermissionsCommand(args: readonly string[]): Promise<number> {
  const [file, ...rest] = args
  if (file === undefined || rest.length > 0)
    throw new UsageError('permissions test takes one argument, a file of cases.')
  const cases = await readCases(file)
  const { results, idle } = await withProduct(async ({ door, rights }) => {
    await rights.read(door.system(), door)
    return {
      results: await checkCases(rights, door, cases),
      idle: await idlePermissions(door.system(), door),
    }
  })
  for (const result of results) process.stdout.write(`${lineOf(result)}\n`)
  for (const each of idle) process.stderr.write(`${warningOf(each)}\n`)
  const failed = results.filter(({ passed }) => !passed).length
  process.stdout.write(`${results.length - failed} of ${results.length} are true.\n`)
  return failed === 0 ? 0 : 1
}

/** @throws UsageError for a file that cannot be read, has no cases, or a line that says nothing */
async function readCases(file: string): Promise<readonly RightsCase[]> {
  try {
    const cases = parseCases(await readFile(file, 'utf8'))
    if (cases.length === 0) throw new UsageError(`there are no cases in ${file}.`)
    return cases
  } catch (error) {
    if (error instanceof RightsCaseError) throw new UsageError(`${file}: ${error.message}`)
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}.`)
  }
}

const WHY: Readonly<Record<CaseResult['reason'], string>> = {
  admin: 'an administrator may do everything',
  granted: 'a permission allows it',
  'no permission': 'no permission allows it',
  'second factor': 'no second factor is set up, and a policy demands one',
  rule: 'the rule of a permission speaks of what is not there',
  field: 'no permission grants the field',
  item: 'the rules of the permissions leave the item out',
  validation: 'the payload would not pass',
  unknown: 'nobody, or nothing, of that name is there',
}

/** It makes no statement false, but may be why one is. */
function warningOf({ id, policy, action, collection }: IdlePermission): string {
  return `warning: permission ${id} of the policy "${policy}", to ${action} "${collection}": there is no such collection.`
}

function lineOf({ case: each, passed, reason }: CaseResult): string {
  const place = `line ${each.line}`
  const text = `${place.padEnd(9)}${statementOf(each)}`
  return passed ? `ok    ${text}` : `FALSE ${text}: ${WHY[reason]}`
}

function statementOf({ subject, action, collection, field, key, allowed }: RightsCase): string {
  const who = subject.kind === 'public' ? 'public' : `${subject.kind} ${nameOf(subject)}`
  const what = collection + (field === null ? '' : `.${field}`) + (key === null ? '' : ` of ${key}`)
  return `${who} ${allowed ? 'can' : 'cannot'} ${action} ${what}`
}

function nameOf(subject: Exclude<RightsCase['subject'], { readonly kind: 'public' }>): string {
  return subject.kind === 'user' ? subject.email : `"${subject.name}"`
}
