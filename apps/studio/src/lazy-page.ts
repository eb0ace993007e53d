import { PartMissing } from '@relvar/studio-ui'
import { lazyRouteComponent } from '@tanstack/react-router'

/**
 * A page whose code is loaded when it is first shown. Where it does not come the router would load all anew, of a
 * server that is away; here the page says so, and is tried again.
 */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(async () => {
    try {
      return await load()
    } catch (error) {
      throw new PartMissing(error)
    }
  }, name)
