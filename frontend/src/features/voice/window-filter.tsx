import { Group, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DayField } from '@/parts/inputs/day'
import { programmesQuery } from '../vendors/queries'
import type { Window } from './queries'
import type { WindowSearch } from './route'
import { useVoiceStrings } from './strings'

/** Chooses whose contacts of which days are looked at. */
export function WindowFilter(props: { window: Window; show: (change: WindowSearch) => void }) {
  const t = useVoiceStrings()
  const { window, show } = props
  const programmes = useQuery(programmesQuery)
  return (
    <Group gap="sm" align="flex-end" mb="md">
      <DayField
        label={t('from')}
        w={150}
        value={window.from}
        maxDate={window.to}
        onChange={(day) => show({ from: day ?? undefined })}
      />
      <DayField
        label={t('to')}
        w={150}
        value={window.to}
        minDate={window.from}
        onChange={(day) => show({ to: day ?? undefined })}
      />
      <NativeSelect
        label={t('programme')}
        value={String(window.programmeId)}
        onChange={(event) => show({ programme: Number(event.currentTarget.value) || undefined })}
        data={[
          { value: '0', label: t('everyone') },
          ...(programmes.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
    </Group>
  )
}
