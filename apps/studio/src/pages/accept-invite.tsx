import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from '../words.js'
import { ChoosePassword } from './choose-password.js'

const route = getRouteApi('/accept-invite')

/** Opens the account of somebody who was invited. */
export function AcceptInvitePage(): ReactElement {
  const { token = '' } = route.useSearch()
  const { title, text, submit } = words.invite
  return <ChoosePassword {...{ token, title, text, submit }} path="/users/invite/accept" />
}
