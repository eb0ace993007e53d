import { defineModule, type Module, type ModuleContext } from '@relvar/query-engine'
import { brokenPermissions, idlePermissions } from '@relvar/rbac/store'
import type { Logger } from 'pino'

const MOST_SHOWN = 20

/** Says in the log where a permission is written that is about a collection or a field that is not there. */
export function idlePermissionsModule(logger: Logger): Module {
  return defineModule({
    name: 'idle-permissions',
    hooks(hooks, context) {
      const collections = [context.id('permissions')]
      for (const name of ['items.create', 'items.update'] as const)
        hooks.on(
          name,
          ({ keys }) =>
            reportIdlePermissions(
              context,
              logger,
              keys.map(({ id }) => Number(id)),
            ),
          { collections },
        )
    },
  })
}

/**
 * The same of all permissions.
 *
 * @param ids only these
 */
export async function reportIdlePermissions(
  context: Pick<ModuleContext, 'id' | 'system'>,
  logger: Logger,
  ids?: readonly number[],
): Promise<void> {
  const idle = await idlePermissions(context.system(), context, ids)
  if (idle.length > 0)
    logger.warn(
      { permissions: idle.length, first: idle.slice(0, MOST_SHOWN) },
      'Permissions are about collections that are not there. They are kept, and count as soon as there is one of that name.',
    )
  const broken = await brokenPermissions(context.system(), context, ids)
  if (broken.length > 0)
    logger.warn(
      { permissions: broken.length, first: broken.slice(0, MOST_SHOWN) },
      'The rules of permissions speak of what is not there: whoever holds them finds the collection closed.',
    )
}
