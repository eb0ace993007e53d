import type { ReactNode } from 'react'

/** Which of the two schemas a page is about. */
export type Scope = 'items' | 'system'

const LABELS: Readonly<Record<Scope, string>> = { items: 'Tables', system: 'Relvar' }

/** `/graphiql/system` is about our own tables, `/graphiql` about the user's. */
export function scopeOf(path: string): Scope {
  return /\/system\/?$/.test(path) ? 'system' : 'items'
}

/** Leads from one schema to the other. */
export function Scopes({ current }: { readonly current: Scope }): ReactNode {
  return (
    <nav className="scopes" aria-label="Schema">
      {(['items', 'system'] as const).map((scope) => (
        <a
          key={scope}
          href={scope === 'system' ? 'system' : '../graphiql'}
          aria-current={scope === current ? 'page' : undefined}
        >
          {LABELS[scope]}
        </a>
      ))}
    </nav>
  )
}
