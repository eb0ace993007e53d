import type { DialectName } from '../model/schema-model.js'
import { MissingDriverError } from './errors.js'

/** Imports an optional peer dependency, or says how to install it. */
export async function loadDriver<T>(
  packageName: string,
  dialect: DialectName,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    if (!isMissing(cause, packageName)) throw cause
    throw new MissingDriverError(packageName, dialect, { cause })
  }
}

/** A driver that is there but misses a package of its own is another failure. */
function isMissing(error: unknown, packageName: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${packageName}'`)
}
