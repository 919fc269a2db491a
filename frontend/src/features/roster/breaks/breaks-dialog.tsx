import { Button, Group, Modal, NumberInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { deltaText } from '../parts/delta'
import type { Desk } from '../queries'
import { useSession } from '../use-desk'
import { Limits } from './limits'
import { MovedBreaks } from './moved-breaks'
import { type BreaksProposal, breaksQuery } from './queries'
import { useBreaksStrings } from './strings'

/** Minutes of a missing person that moving somebody's breaks saves at least, unless told otherwise. */
const LEAST_GAIN = 5

interface Props {
  rosterId: number
  desk: Desk
  day: number
  queue: number | undefined
  order: readonly number[]
  onClose: () => void
  onPublish: () => void
}

/** What placing the breaks of a day again would change, before it is done. */
export function BreaksDialog(props: Props) {
  const { rosterId, desk, day, queue, order, onClose, onPublish } = props
  const t = useBreaksStrings()
  const format = useFormat()
  const { version } = useSession(desk)
  const { sheet } = desk
  const date = sheet.grid.days[day] ?? ''
  const [least, setLeast] = useState<number | string>(LEAST_GAIN)
  const some = order.length < sheet.people.length
  const query = useQuery(
    breaksQuery(rosterId, version, {
      from: date,
      to: date,
      queueIds: queue === undefined ? undefined : [queue],
      personIds: some ? order.map((at) => sheet.people[at]?.id ?? 0) : undefined,
      seed: 1,
      leastGainMin: Math.max(0, Number(least)),
    }),
  )
  const apply = ({ moves }: BreaksProposal) => {
    const done = desk.session.do({ moves, label: t('act', { count: moves.length }) })
    onClose()
    return done
  }
  const applyAndPublish = async (found: BreaksProposal) => {
    await apply(found)
    if (!desk.session.get().trouble) onPublish()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('title', { day: format.day(date, 'weekdayDate') })}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('text')} {some && t('some', { count: order.length })}
      </Text>
      <NumberInput
        label={t('least')}
        description={t('leastText')}
        mb="sm"
        maw={320}
        min={0}
        max={1440}
        suffix={t('minutes')}
        value={least}
        onChange={setLeast}
      />
      <Loaded query={query}>
        {(found) => (
          <>
            <Gain found={found} />
            <MovedBreaks moves={found.moves} sheet={sheet} />
            <Limits found={found} />
            <Group mt="md">
              <Button disabled={found.moves.length === 0} onClick={() => void apply(found)}>
                {t('apply')}
              </Button>
              <Button
                variant="default"
                disabled={found.moves.length === 0}
                onClick={() => void applyAndPublish(found)}
              >
                {t('publish')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
            </Group>
          </>
        )}
      </Loaded>
    </Modal>
  )
}

function Gain({ found }: { found: BreaksProposal }) {
  const t = useBreaksStrings()
  const format = useFormat()
  const { moves, people, shortHoursDelta, costDelta } = found
  if (moves.length === 0) return <Text>{t('nothing')}</Text>
  return (
    <>
      <Text fw={600}>{t('summary', { count: moves.length, people })}</Text>
      <Text size="sm">{t('short', { delta: deltaText(format, shortHoursDelta) })}</Text>
      <Text size="sm">{t('cost', { delta: deltaText(format, costDelta.total) })}</Text>
    </>
  )
}
