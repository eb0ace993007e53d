import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const config: UserConfig = defineConfig({
  // The page says in its base where it stands, so that one build serves under any path.
  base: './',
  plugins: [react()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // A data: address would need a hole in the policy of the page.
    assetsInlineLimit: 0,
    // The editor alone is larger than Vite deems wise; it is loaded in development, from nearby.
    chunkSizeWarningLimit: 8000,
    // GraphiQL is compiled with directives for React's compiler, which mean nothing any more.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: 'es' },
})

export default config
