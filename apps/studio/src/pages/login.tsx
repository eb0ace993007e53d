import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { client, queries } from '../client.js'
import { keepOffered, offerFactor } from '../profile/use-enrolment.js'
import { CredentialsForm } from '../session/credentials-form.js'
import { studioPath } from '../place.js'
import { meQuery } from '../session/session.js'
import { projectQuery } from '../session/setup.js'
import { words } from '../words.js'
import { PublicFrame } from './public-frame.js'

const route = getRouteApi('/login')

/** Signs in, and leads to the page that was asked for. */
export function LoginPage(): ReactElement {
  const { to = `${studioPath}/content`, signedOut } = route.useSearch()
  const router = useRouter()
  const { data: project } = useQuery(projectQuery)
  async function enter(password: string): Promise<void> {
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
        <CredentialsForm onDone={enter} />
        <Anchor component={Link} to="/reset-password" fz="sm" ta="center" underline="always">
          {words.login.forgotten}
        </Anchor>
        {typeof project?.public_note === 'string' && (
          <Text fz="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
            {project.public_note}
          </Text>
        )}
      </Stack>
    </PublicFrame>
  )
}
