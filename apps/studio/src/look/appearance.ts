import { type MantineColorSchemeManager, useMantineColorScheme } from '@mantine/core'
import { browserStorage } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useKnownMe } from '../session/session.js'
import { keptProject, projectQuery } from '../session/setup.js'
import { type Appearance, APPEARANCES } from './appearances.js'

const KEY = 'relvar appearance'

/** What was chosen in this browser; null where nothing was. */
function chosenHere(): Appearance | null {
  const kept = browserStorage.read(KEY)
  return APPEARANCES.find((each) => each === kept) ?? null
}

/** Forgets what was chosen in this browser. */
export function forgetAppearance(): void {
  browserStorage.remove(KEY)
}

/** What pages look like before anybody is known. What is shown for other reasons is nobody's choice, and not kept. */
export const appearances: MantineColorSchemeManager = {
  get: (fallback) => chosenHere() ?? keptProject()?.default_appearance ?? fallback,
  set: nothing,
  subscribe: nothing,
  unsubscribe: nothing,
  clear: forgetAppearance,
}

function nothing(): void {}

/** Shows what somebody chose in their profile, else in this browser, else what the project says. */
export function useWantedAppearance(): void {
  const { setColorScheme } = useMantineColorScheme()
  const { data: project } = useQuery(projectQuery)
  const me = useKnownMe()
  const [own, ofProject] = [me?.appearance ?? null, project?.default_appearance]
  useEffect(() => {
    setColorScheme(own ?? chosenHere() ?? ofProject ?? 'auto')
  }, [own, ofProject, setColorScheme])
}

/** What is shown, and how somebody chooses another for this browser; their profile holds in every one. */
export function useAppearance(): {
  readonly appearance: Appearance
  readonly choose: (next: Appearance) => void
} {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return {
    appearance: colorScheme,
    choose: (next) => {
      browserStorage.write(KEY, next)
      setColorScheme(next)
    },
  }
}
