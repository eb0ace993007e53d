import { Button, Stack } from '@mantine/core'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { queries } from '../client.js'
import { studioPath } from '../place.js'
import { EnrolmentSteps } from '../profile/enrolment-steps.js'
import { useEnrolment } from '../profile/use-enrolment.js'
import { profileWords } from '../profile/words.js'
import { useSignOut } from '../session/use-sign-out.js'
import { words } from '../words.js'
import { PublicFrame } from './public-frame.js'

const route = getRouteApi('/tfa-setup')

/** Sets up the second factor that a policy demands, and leads to the page that was asked for. */
export function TfaSetupPage(): ReactElement {
  const { to = `${studioPath}/content` } = route.useSearch()
  const router = useRouter()
  const enrolment = useEnrolment()
  const signOut = useSignOut()
  const isOn = enrolment.codes !== null
  function enter(): void {
    // What was read without any policy is not what there is.
    queries.clear()
    router.history.push(to)
  }
  return (
    <PublicFrame
      title={isOn ? profileWords.recoveryTitle : words.tfaSetup.title}
      text={isOn ? undefined : words.tfaSetup.text}
    >
      <Stack>
        <EnrolmentSteps enrolment={enrolment} onDone={enter} />
        {!isOn && (
          <Button variant="subtle" color="gray" onClick={() => void signOut()}>
            {words.signOut}
          </Button>
        )}
      </Stack>
    </PublicFrame>
  )
}
