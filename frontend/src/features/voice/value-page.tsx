import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { useWindow, VoiceFrame } from './frame'
import { valueQuery } from './queries'
import { useVoiceStrings } from './strings'
import { AssumptionPanel } from './value-assumption'
import { Figures } from './value-figures'
import { ReasonsPanel, SolvedPanel } from './value-tables'
import { WindowFilter } from './window-filter'

const WorthDrawer = lazily(async () => (await import('./worth-drawer')).WorthDrawer)
const route = getRouteApi('/shell/vendors/voice/value')

/** What contacts cost, what solving them is worth, and on what assumption that rests. */
export function ValuePage() {
  const t = useVoiceStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const window = useWindow(search)
  const may = useMay('vendors:manage')
  const query = useQuery(valueQuery(window))
  const [assumes, setAssumes] = useState(false)
  return (
    <VoiceFrame>
      <Text c="dimmed" mb="md" maw={860}>
        {t('value.text')}
      </Text>
      <WindowFilter
        window={window}
        show={(change) => void navigate({ search: (old) => ({ ...old, ...change }) })}
      />
      <Loaded query={query}>
        {(value) => (
          <>
            <Figures value={value} />
            <ReasonsPanel value={value} />
            <SolvedPanel value={value} />
            <AssumptionPanel value={value} onChange={may ? () => setAssumes(true) : undefined} />
            {assumes && <WorthDrawer onClose={() => setAssumes(false)} />}
          </>
        )}
      </Loaded>
    </VoiceFrame>
  )
}
