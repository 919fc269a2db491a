import { List, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import type { CapacityWeeks } from './queries'
import { useCapacityStrings } from './strings'

/** Why the people of each group leave as they do: typed, learnt from one's own record, or not at all. */
export function LeavingPanel({ computed }: { computed: CapacityWeeks }) {
  const t = useCapacityStrings()
  const format = useFormat()
  if (computed.leaving.length === 0) return null
  return (
    <Panel title={t('leavingFrom.title')}>
      <List size="sm">
        {computed.leaving.map(({ basis, exits, firstYear = 0, later = 0 }, place) => {
          const name = computed.groups[place]?.name ?? ''
          const words = t(`leavingFrom.${basis}`, {
            exits,
            first: format.percent(firstYear, 0),
            later: format.percent(later, 0),
          })
          return (
            <List.Item key={name}>
              <b>{name}</b> – {words}
            </List.Item>
          )
        })}
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        {t('leavingFrom.how')}
      </Text>
    </Panel>
  )
}
