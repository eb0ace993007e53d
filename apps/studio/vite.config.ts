import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

/** The server that answers for the API while the Studio is worked on: `pnpm dev` beside `npm start`. */
const api = process.env['RELVAR_URL'] ?? 'http://localhost:8055'

export default defineConfig(({ command }): UserConfig => ({
  // The page says in its base where it stands, so that one build serves under any path.
  base: command === 'build' ? './' : '/admin/',
  plugins: [react()],
  html: { cspNonce: 'relvar-nonce' },
  resolve: command === 'build' ? {} : { conditions: ['@relvar/source'] },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // A data: address would need a hole in the policy of the page.
    assetsInlineLimit: 0,
    manifest: true,
  },
  // It takes writes from pages of its own address only, which therefore is handed on.
  server: { proxy: { '^/(?!admin/)': { target: api, changeOrigin: false } } },
}))
