import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react'

/** A drawer that is open: the field it was opened from, and what of it is shown. */
export interface DrawerStep {
  readonly field: string
  /** The key of an item, `+` for a new one, `?` for a list to choose from. */
  readonly key: string
}

interface DrawerPath {
  readonly steps: readonly DrawerStep[]
  /** How many drawers stand below. */
  readonly depth: number
  readonly change: (steps: readonly DrawerStep[]) => void
}

const DrawerContext = createContext<DrawerPath | null>(null)

/** The drawers that are open, and what opens others. */
export interface DrawerPathProviderProps {
  /** The drawers that are open, from the lowest; kept here where they are left out. */
  readonly steps?: readonly DrawerStep[]
  readonly onStepsChange?: (steps: readonly DrawerStep[]) => void
  readonly children: ReactNode
}

/**
 * Keeps which drawers of a form are open, one above the other, so that an address can say so.
 *
 * @example
 * <DrawerPathProvider steps={readDrawerPath(search.open)} onStepsChange={(steps) => navigate(steps)}>
 *   <ItemFields form={form} />
 * </DrawerPathProvider>
 */
export function DrawerPathProvider(props: DrawerPathProviderProps): ReactElement {
  const [own, setOwn] = useState<readonly DrawerStep[]>([])
  const { steps = own, onStepsChange: change = setOwn, children } = props
  const path = useMemo(() => ({ steps, depth: 0, change }), [steps, change])
  return <DrawerContext value={path}>{children}</DrawerContext>
}

/** What stands in a drawer opens its own above it. */
export function NextDrawers({ children }: { readonly children: ReactNode }): ReactElement {
  const path = useContext(DrawerContext)
  const next = useMemo(() => (path === null ? null : { ...path, depth: path.depth + 1 }), [path])
  return next === null ? (
    <DrawerPathProvider>{children}</DrawerPathProvider>
  ) : (
    <DrawerContext value={next}>{children}</DrawerContext>
  )
}

/** The drawer of a field. */
export interface FieldDrawer {
  /** What is open; null for nothing. */
  readonly open: string | null
  readonly show: (key: string) => void
  readonly close: () => void
}

/** The drawer that a field may open above the form it stands in. */
export function useFieldDrawer(field: string): FieldDrawer {
  const path = useContext(DrawerContext)
  const [own, setOwn] = useState<string | null>(null)
  if (path === null) return { open: own, show: setOwn, close: () => setOwn(null) }
  const { steps, depth, change } = path
  const step = steps[depth]
  const below = steps.slice(0, depth)
  return {
    open: step?.field === field ? step.key : null,
    show: (key) => change([...below, { field, key }]),
    close: () => change(below),
  }
}

/**
 * Drawers as an address has them.
 *
 * @example
 * writeDrawerPath([{ field: 'sale_lines', key: '1,3' }]) // 'sale_lines:1,3'
 */
export function writeDrawerPath(steps: readonly DrawerStep[]): string {
  return steps
    .map(({ field, key }) => `${encodeURIComponent(field)}:${encodeURIComponent(key)}`)
    .join('/')
}

/** Reads what {@link writeDrawerPath} wrote; what is no such path opens nothing. */
export function readDrawerPath(text: string): readonly DrawerStep[] {
  try {
    return text
      .split('/')
      .filter((part) => part.includes(':'))
      .map((part) => {
        const [field = '', key = ''] = part.split(':').map(decodeURIComponent)
        return { field, key }
      })
  } catch (error) {
    if (error instanceof URIError) return []
    throw error
  }
}
