import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { DayList } from './day-list'
import { ActivityLegend } from './day-strip'
import { Figures } from './figures'
import { ownAdherenceQuery } from './queries'
import { useAdherenceStrings } from './strings'

/** How many shifts are shown before somebody asks for all. */
const FIRST = 5

/** How the agent kept their own shifts of the last four weeks. */
export function OwnAdherence() {
  const t = useAdherenceStrings()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const query = useQuery(ownAdherenceQuery)
  return (
    <Panel title={t('own.title')}>
      <Loaded query={query}>
        {(own) =>
          own.total.known === 0 ? (
            <Text c="dimmed">{t('own.none')}</Text>
          ) : (
            <Stack gap="sm" maw={560}>
              <Text c="dimmed">
                {t('own.window', {
                  from: format.day(own.from, 'full'),
                  to: format.day(own.to, 'full'),
                })}
              </Text>
              <Figures sum={own.total} />
              <ActivityLegend />
              <DayList days={all ? own.days : own.days.slice(-FIRST)} zone={own.zone} />
              {!all && own.days.length > FIRST && (
                <Button variant="default" onClick={() => setAll(true)}>
                  {t('own.more', { count: own.days.length })}
                </Button>
              )}
              <Text size="sm" c="dimmed">
                {t('own.wrong')}
              </Text>
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  )
}
