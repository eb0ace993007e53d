import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const server = process.env['RELVAR_URL'] ?? 'http://localhost:8055'

const config: UserConfig = defineConfig({
  base: '/shop/',
  plugins: [react()],
  // All but the application's own files is the server's, so that both have one address and one session.
  // The server takes writes from pages of its own address only, which therefore is handed on.
  server: { proxy: { '^/(?!shop/)': { target: server, changeOrigin: false } } },
  // In this workspace packages lead to their sources; outside of it this line goes.
  resolve: { conditions: ['@relvar/source'] },
})

export default config
