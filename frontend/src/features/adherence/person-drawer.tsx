import { Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useShellStrings } from '@/app/strings'
import { Loaded } from '@/parts/loaded'
import { DayList } from './day-list'
import { ActivityLegend } from './day-strip'
import { Figures } from './figures'
import { personAdherenceQuery } from './queries'
import { useAdherenceStrings } from './strings'

interface Props {
  person: number
  from?: string
  to?: string
  onClose: () => void
}

/** Somebody's shifts of the period, one by one. */
export function PersonDrawer({ person, from, to, onClose }: Props) {
  const t = useAdherenceStrings()
  const shell = useShellStrings()
  const query = useQuery(personAdherenceQuery(person, { from, to }))
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={query.data ? t('day.title', { name: query.data.name }) : t('title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Loaded query={query}>
        {(own) =>
          own.days.length === 0 ? (
            <Text>{t('day.none')}</Text>
          ) : (
            <Stack gap="sm">
              <Figures sum={own.total} />
              <ActivityLegend />
              <DayList days={own.days} zone={own.zone} />
            </Stack>
          )
        }
      </Loaded>
    </Drawer>
  )
}
