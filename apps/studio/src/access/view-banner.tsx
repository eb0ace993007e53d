import { IconEye } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Banner } from '../shell/banner.js'
import { stopViewing } from './view-as.js'
import { viewed } from './viewed.js'
import { viewWords as words } from './view-words.js'

/** Says for whom the page is as it is, and leads back. It stands above every page. */
export function ViewBanner(): ReactElement | null {
  if (viewed === null) return null
  return (
    <Banner
      role="status"
      label={words.label}
      icon={IconEye}
      text={words.text(viewed.name)}
      background="var(--mantine-color-yellow-3)"
      color="#241d00"
      action={{ label: words.stop, run: stopViewing }}
      button={{ color: 'dark.9', c: 'white' }}
    />
  )
}
