import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { type Corner, seatTriangle, type Triangle, type TriangleSeat } from '@/api/authority'
import { useCrowdAct } from '@/api/crowd'
import { refusalText } from '@/api/refusals/words'
import { useMay } from '@/api/session'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import classes from './crowd.module.css'
import { useCrowdStrings } from './strings'

/** The corners, in the order of the screen. */
export const CORNERS: readonly Corner[] = ['operations', 'quality', 'capability']
const SIDES = [true, false] as const

interface Props {
  programme: number
  triangle: Triangle
}

/** Who sits on the corners: read, or changed. */
export function TriangleSeats({ programme, triangle }: Props) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const [draft, setDraft] = useState<readonly TriangleSeat[]>()
  const keep = useCrowdAct((seats: TriangleSeat[]) => seatTriangle(programme, seats))
  const change = may && !draft && (
    <Button variant="default" onClick={() => setDraft(triangle.seats)}>
      {t('tri.change')}
    </Button>
  )
  return (
    <Panel title={t('triangle')} actions={change}>
      {keep.isError && <ErrorPanel error={keep.error} />}
      {triangle.incomplete && (
        <Text mb="sm">
          <Status standing="warn">{t('tri.incomplete')}</Status> {refusalText(triangle.incomplete)}
        </Text>
      )}
      <div className={classes.corners}>
        {CORNERS.map((corner) => (
          <section key={corner} className={classes.corner} aria-label={t(`tri.corners.${corner}`)}>
            <Title order={3} size="h4">
              {t(`tri.corners.${corner}`)}
            </Title>
            <Text c="dimmed" size="sm" mb="xs">
              {t(`tri.fields.${corner}`)}
            </Text>
            <Stack gap={6}>
              {SIDES.map((owner) => (
                <Seat
                  key={String(owner)}
                  corner={corner}
                  owner={owner}
                  triangle={triangle}
                  draft={draft}
                  onChange={setDraft}
                />
              ))}
            </Stack>
          </section>
        ))}
      </div>
      {draft && (
        <Button
          mt="md"
          loading={keep.isPending}
          onClick={() => keep.mutate([...draft], { onSuccess: () => setDraft(undefined) })}
        >
          {t('tri.keepSeats')}
        </Button>
      )}
    </Panel>
  )
}

interface SeatProps {
  corner: Corner
  owner: boolean
  triangle: Triangle
  draft?: readonly TriangleSeat[]
  onChange: (seats: readonly TriangleSeat[]) => void
}

function Seat({ corner, owner, triangle, draft, onChange }: SeatProps) {
  const t = useCrowdStrings()
  const side = t(owner ? 'tri.owner' : 'tri.vendor')
  const here = (seat: TriangleSeat) => seat.corner === corner && seat.owner === owner
  const seat = (draft ?? triangle.seats).find(here)
  if (!draft) {
    return (
      <Text>
        {side}
        {colon()}
        {seat?.name || t('tri.empty')}
      </Text>
    )
  }
  const choose = (userId: number) =>
    onChange([
      ...draft.filter((one) => !here(one)),
      ...(userId > 0 ? [{ corner, owner, userId }] : []),
    ])
  return (
    <NativeSelect
      label={side}
      value={String(seat?.userId ?? 0)}
      onChange={(event) => choose(Number(event.currentTarget.value))}
      data={[
        { value: '0', label: t('tri.empty') },
        ...triangle.colleagues
          .filter((one) => one.owner === owner)
          .map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
    />
  )
}
