import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Triangle, triangleQuery } from '@/api/authority'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { ProgrammeFrame } from './programme-frame'
import { useCrowdStrings } from './strings'
import { TriangleBoard } from './triangle-board'
import { TriangleMotions } from './triangle-motions'
import { TriangleSeats } from './triangle-seats'

/** The owner's three corners over a programme, and what they decide (004-15). */
export function TrianglePage() {
  const t = useCrowdStrings()
  return (
    <ProgrammeFrame title={t('triangle')} modes={['crowd', 'owner_controlled']}>
      {({ id }) => <Corners key={id} programme={id} />}
    </ProgrammeFrame>
  )
}

function Corners({ programme }: { programme: number }) {
  const t = useCrowdStrings()
  const query = useQuery(triangleQuery(programme))
  return (
    <>
      <Text c="dimmed" maw={820} mb="md">
        {t('tri.text')}
      </Text>
      <Loaded query={query}>
        {(triangle) => (
          <>
            <TriangleSeats programme={programme} triangle={triangle} />
            <Health health={triangle.health} />
            <TriangleMotions programme={programme} triangle={triangle} />
            <TriangleBoard programme={programme} actions={triangle.actions} />
          </>
        )}
      </Loaded>
    </>
  )
}

const WELL = 0.8
const FAIR = 0.5

function Health({ health }: { health: Triangle['health'] }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const standing = (share: number) => (share >= WELL ? 'ok' : share >= FAIR ? 'warn' : 'bad')
  const parts = [
    [t('tri.index'), health.index, ''],
    [t('tri.actions'), health.actions, t('tri.openActions', { count: health.open })],
    [
      t('tri.calibration'),
      health.calibration,
      health.calibrated
        ? t('tri.calibrated', { day: format.day(health.calibrated, 'full') })
        : t('tri.never'),
    ],
    [
      t('tri.coverage'),
      health.coverage,
      t('tri.certified', { certified: health.certified, working: health.working }),
    ],
  ] as const
  return (
    <Panel title={t('tri.health')}>
      <Group gap="xl">
        {parts.map(([name, share, note]) => (
          <div key={name}>
            <Text c="dimmed">{name}</Text>
            <Status standing={standing(share)}>{format.percent(share, 0)}</Status>
            <Text size="sm">{note}</Text>
          </div>
        ))}
      </Group>
    </Panel>
  )
}
