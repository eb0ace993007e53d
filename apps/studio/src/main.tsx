import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './client.js'
import { ProjectLook } from './look/project-look.js'
import { styleNonce } from './place.js'
import { router } from './router.js'
import { renewWhenPartsAreGone } from './session/newer-build.js'

// Where libraries that make styles of their own look for it.
Reflect.set(globalThis, '__webpack_nonce__', styleNonce)

renewWhenPartsAreGone()

const root = document.getElementById('root')
if (root === null) throw new Error('The page of the Studio has no #root.')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ProjectLook>
        <RouterProvider router={router} />
      </ProjectLook>
    </QueryClientProvider>
  </StrictMode>,
)
