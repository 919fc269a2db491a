import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { I18nextProvider } from 'react-i18next'
import { theme, variables } from '@/design/theme'
import { i18n } from '@/i18n'
import { ConfirmHost } from '@/parts/confirm'
import { ToastHost } from '@/parts/toast-host'
import { THEME_KEY } from './preferences'
import type { newRouter } from './router'

interface Props {
  queryClient: QueryClient
  router: ReturnType<typeof newRouter>
}

const colorSchemes = localStorageColorSchemeManager({ key: THEME_KEY })

/** The whole app around one router and one cache. */
export function App({ queryClient, router }: Props) {
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        colorSchemeManager={colorSchemes}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <ConfirmHost />
          <ToastHost />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  )
}
