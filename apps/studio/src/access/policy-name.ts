import { PUBLIC_POLICY, type Policy } from './access-data.js'
import { accessWords as words } from './words.js'

/** A policy as people read it; what the wire names by a key of translations is named here. */
export function policyName({ id, name }: Pick<Policy, 'id' | 'name'>): string {
  return id === PUBLIC_POLICY && name.startsWith('$t:') ? words.publicName : name
}

/** What somebody wrote about a policy; null where nobody did. */
export function policyDescription({
  id,
  description,
}: Pick<Policy, 'id' | 'description'>): string | null {
  const isKey = description === null || description.startsWith('$t:')
  return isKey ? (id === PUBLIC_POLICY ? words.publicText : null) : description
}
