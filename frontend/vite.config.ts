import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { embeddable } from './build/embeddable.ts'

// MUSTER_API lets `npm run dev` talk to a server on another address.
const server = process.env.MUSTER_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), embeddable()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
  build: {
    // The Go program embeds dist, and dist/placeholder.html is committed:
    // the embeddable plugin clears the rest.
    emptyOutDir: false,
    manifest: true, // what imports what: e2e/budget.mjs measures the first load by it
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // a screen's chunk is called after its folder and not all of them "page"
        chunkFileNames: ({ facadeModuleId }) => {
          const screen = /features\/([^/]+)\/([^/]+)\.tsx$/.exec(facadeModuleId ?? '')
          if (!screen) return 'assets/[name]-[hash].js'
          const [, folder, file] = screen
          return file === 'page'
            ? `assets/${folder}-[hash].js`
            : `assets/${folder}-${file}-[hash].js`
        },
      },
    },
  },
})
