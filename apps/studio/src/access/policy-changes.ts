/** A policy that a role or a user has, and the row that says so. */
export interface HeldPolicy {
  readonly id: string
  readonly policy: string
}

/** What is to be sent so that a role or a user has these policies and no others. */
export interface PolicyChanges {
  readonly create: readonly { readonly policy: string }[]
  readonly delete: readonly string[]
}

/** @param wanted their ids */
export function policyChanges(
  held: readonly HeldPolicy[],
  wanted: readonly string[],
): PolicyChanges {
  const isHeld = (id: string): boolean => held.some(({ policy }) => policy === id)
  return {
    create: wanted.filter((id) => !isHeld(id)).map((policy) => ({ policy })),
    delete: held.filter(({ policy }) => !wanted.includes(policy)).map(({ id }) => id),
  }
}
