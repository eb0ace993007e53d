import { Alert, Anchor, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { client, queries } from '../client.js'
import { keepOffered, offerFactor } from '../profile/use-enrolment.js'
import { CredentialsForm } from '../session/credentials-form.js'
import { studioPath } from '../place.js'
import { meQuery } from '../session/session.js'
import { projectQuery } from '../session/setup.js'
import { words } from '../words.js'
import { PublicFrame } from './public-frame.js'

const route = getRouteApi('/login')

/** Signs in, and leads to the page that was asked for. Whoever is signed in already may go on. */
export function LoginPage(): ReactElement {
  const { to = `${studioPath}/content`, signedOut } = route.useSearch()
  const router = useRouter()
  const { data: project } = useQuery(projectQuery)
  const [isEntering, setEntering] = useState(false)
  // Whoever just signed out is remembered until they have left.
  const { data: me = null } = useQuery({ ...meQuery, staleTime: 0, enabled: signedOut !== true })
  const known = isEntering || signedOut === true ? null : me
  async function enter(password: string): Promise<void> {
    setEntering(true)
    // Nobody was signed in when it was last asked.
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    // The shell leads there; the password need not be given twice.
    if (me?.lacksSecondFactor === true) keepOffered(queries, await offerFactor(client, password))
    router.history.push(to)
  }
  return (
    <PublicFrame title={words.login.title}>
      <Stack>
        {signedOut === true && (
          <Alert color="gray" p="sm" role="status">
            {words.login.signedOut}
          </Alert>
        )}
        {known !== null && (
          <Button variant="light" onClick={() => router.history.push(to)}>
            {words.login.goOn(known.name)}
          </Button>
        )}
        <CredentialsForm onDone={enter} />
        <Anchor component={Link} to="/reset-password" fz="sm" ta="center" underline="always">
          {words.login.forgotten}
        </Anchor>
        {project?.public_registration === true && (
          <Anchor component={Link} to="/register" fz="sm" ta="center" underline="always">
            {words.register.link}
          </Anchor>
        )}
        {typeof project?.public_note === 'string' && (
          <Text fz="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
            {project.public_note}
          </Text>
        )}
      </Stack>
    </PublicFrame>
  )
}
