import { addressOf } from '../request/address.js'
import { respondJson } from '../respond/respond.js'
import type { Handler } from '../route.js'
import type { Describer } from './describer.js'

/** `GET /server/specs/oas` */
export function readDescription(describer: Describer): Handler {
  return async (context, settings) => {
    const session = await settings.session(context)
    const { path } = addressOf(context, settings, '/server/specs')
    return respondJson(
      context,
      describer(session, settings.publicUrl ?? (path === '' ? '/' : path)).text,
    )
  }
}
