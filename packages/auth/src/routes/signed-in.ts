import type { Actor, ModuleRequest, Session } from '@relvar/query-engine'
import { InvalidCredentialsError } from '../errors.js'

/** Somebody who is known. */
export interface SignedIn {
  readonly id: string
  readonly actor: Actor
  readonly session: Session
}

/** @throws InvalidCredentialsError for somebody unknown, or who is no more */
export async function signedIn(request: ModuleRequest): Promise<SignedIn> {
  const session = await request.session()
  await session.renew()
  const { id } = session.actor
  if (id === null) throw new InvalidCredentialsError()
  return { id, actor: session.actor, session }
}
