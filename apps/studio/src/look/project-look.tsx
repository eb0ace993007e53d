import { MantineProvider } from '@mantine/core'
import { StudioProvider } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, type ReactNode, useMemo } from 'react'
import { client } from '../client.js'
import { studioPath, styleNonce } from '../place.js'
import { useKnownMe } from '../session/session.js'
import { projectQuery } from '../session/setup.js'
import { colors, themeOf } from '../theme.js'
import { appearances, useWantedAppearance } from './appearance.js'
import { localeOf } from './locale.js'
import { useProjectTexts } from './project-texts.js'

interface ProjectLookProps {
  readonly children: ReactNode
}

/** The colour of the project, and the appearance and the language of the project or of who is signed in. */
export function ProjectLook({ children }: ProjectLookProps): ReactElement {
  const { data: project } = useQuery(projectQuery)
  const me = useKnownMe()
  const color = project?.project_color
  const locale = localeOf(me?.language, project?.default_language, navigator.language)
  const texts = useProjectTexts([locale, project?.default_language ?? locale, 'en-US'])
  const theme = useMemo(() => themeOf(color), [color])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={colors}
      colorSchemeManager={appearances}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <WantedAppearance />
      <StudioProvider {...{ client, locale, texts, hrefOf }}>{children}</StudioProvider>
    </MantineProvider>
  )
}

/** The page of an item. */
function hrefOf(collection: string, key: string): string {
  return `${studioPath}/content/${encodeURIComponent(collection)}/${encodeURIComponent(key)}`
}

function WantedAppearance(): null {
  useWantedAppearance()
  return null
}
