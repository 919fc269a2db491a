import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './design/tokens.css'
import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from './api/query'
import { fetchFieldWords } from './api/refusals/words'
import { App } from './app/app'
import { newRouter } from './app/router'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root element')

const queryClient = newQueryClient()
createRoot(root).render(
  <StrictMode>
    <App queryClient={queryClient} router={newRouter(queryClient)} />
  </StrictMode>,
)

// before anything is refused, and after what is on screen
addEventListener('load', () => void fetchFieldWords().catch(() => undefined))
