import { type Actor, ForbiddenError, type ModuleRequest, type Session } from '@relvar/query-engine'
import { InvalidCredentialsError } from '../errors.js'
import { scopesOf } from '../identity/identity.js'

/** Somebody who is known. */
export interface SignedIn {
  readonly id: string
  readonly actor: Actor
  readonly session: Session
}

/** @throws InvalidCredentialsError for somebody unknown, or who is no more */
export async function signedIn(request: ModuleRequest): Promise<SignedIn> {
  const session = await request.session()
  const { id } = session.actor
  if (id === null) throw new InvalidCredentialsError()
  return { id, actor: session.actor, session }
}

/**
 * Somebody themselves, for what makes or takes away credentials: a key that is limited could else make
 * one that is not.
 *
 * @throws InvalidCredentialsError, ForbiddenError for an API key, and for whoever looks as another
 */
export async function signedInByThemselves(request: ModuleRequest): Promise<SignedIn> {
  const somebody = await signedIn(request)
  if (scopesOf(somebody.actor) !== undefined)
    throw new ForbiddenError('Credentials are managed by nobody but their user, and by no API key.')
  return somebody
}
