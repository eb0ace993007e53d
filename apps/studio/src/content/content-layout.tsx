import type { ReactElement } from 'react'
import { SideLayout } from '../shell/side-layout.js'
import { words } from '../words.js'
import { Navigation } from './navigation.js'

/** The collections beside the page. */
export function ContentLayout(): ReactElement {
  return (
    <SideLayout
      title={words.collections}
      navigation={(close) => <Navigation onNavigate={close} />}
    />
  )
}
