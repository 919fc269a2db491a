import { Button, Group, Modal, ScrollArea, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, ifMatch } from '@/api/client'
import { ProblemError } from '@/api/problem'
import { useFormat, wallTime } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import type { Diff, DiffItem, Roster, ShiftRow } from '../model/types'
import { type Desk, diffQuery, rosterQuery } from '../queries'
import { useRosterStrings } from '../strings'
import { Refusals } from '../trouble-dialog'
import { useSession } from '../use-desk'

interface Props {
  roster: Roster
  desk: Desk
  onClose: () => void
}

/** What publishing changes for whom, before it is done. Never implicit. */
export function PublishDialog({ roster, desk, onClose }: Props) {
  const t = useRosterStrings()
  const { version } = useSession(desk)
  const query = useQuery(diffQuery(roster.id, version))
  const publish = usePublish(roster.id, version, onClose)
  const { error } = publish
  const broken = error instanceof ProblemError && error.code === 'rules_broken' ? error : undefined
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('publish.title')}
      closeButtonProps={{ 'aria-label': t('publish.cancel') }}
    >
      {broken && (
        <>
          <Status standing="bad">{t('publish.broken')}</Status>
          <Refusals error={broken} zone={roster.zone} />
        </>
      )}
      {error && !broken && <ErrorPanel error={error} />}
      <Loaded query={query}>
        {(diff) => (
          <>
            <Summary diff={diff} desk={desk} />
            <Group mt="md">
              {broken ? (
                <Button
                  color="red"
                  loading={publish.isPending}
                  onClick={() => publish.mutate(true)}
                >
                  {t('publish.force')}
                </Button>
              ) : (
                <Button
                  disabled={changes(diff) === 0}
                  loading={publish.isPending}
                  onClick={() => publish.mutate(false)}
                >
                  {t('publish.confirm')}
                </Button>
              )}
              <Button variant="default" onClick={onClose}>
                {t('publish.cancel')}
              </Button>
            </Group>
          </>
        )}
      </Loaded>
    </Modal>
  )
}

function changes({ added, removed, changed }: Diff): number {
  return added.length + removed.length + changed.length
}

function usePublish(id: number, version: number, onDone: () => void) {
  const t = useRosterStrings()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (force: boolean) =>
      body(
        await api.POST('/rosters/{id}/publication', {
          params: { path: { id }, header: ifMatch(version) },
          body: { force },
        }),
      ),
    onSuccess: ({ roster, diff }) => {
      client.setQueryData(rosterQuery(id).queryKey, roster)
      void client.invalidateQueries({ queryKey: ['rosters'] })
      toast.done(t('publish.done', { count: diff.people }))
      onDone()
    },
  })
}

function Summary({ diff, desk }: { diff: Diff; desk: Desk }) {
  const t = useRosterStrings()
  const count = changes(diff)
  if (count === 0) return <Text>{t('publish.nothing')}</Text>
  return (
    <>
      <Text fw={600} mb="sm">
        {t('publish.summary', { count, people: diff.people })}
      </Text>
      <ScrollArea.Autosize mah={360} type="auto">
        {(['changed', 'added', 'removed'] as const).map((kind) => (
          <Items key={kind} title={t(`publish.${kind}`)} items={diff[kind]} desk={desk} />
        ))}
      </ScrollArea.Autosize>
    </>
  )
}

const SHOWN = 40

function Items({ title, items, desk }: { title: string; items: readonly DiffItem[]; desk: Desk }) {
  const t = useRosterStrings()
  const format = useFormat()
  if (items.length === 0) return null
  const { sheet } = desk
  const times = (shift: ShiftRow | undefined, day: number) => {
    if (!shift) return ''
    const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
    return `${shift.letter} ${wall(shift.startMin)}–${wall(shift.endMin)}`
  }
  return (
    <>
      <Title order={3} mt="xs">
        {title} · {format.number(items.length)}
      </Title>
      {items.slice(0, SHOWN).map(({ personId, day, before, after }) => {
        const at = sheet.dayAt(day)
        const name = sheet.people[sheet.personAt(personId)]?.name ?? personId
        return (
          <Text key={`${personId} ${day}`} size="sm">
            {format.day(day, 'weekdayDate')} · {name} · {before && <del>{times(before, at)}</del>}{' '}
            {after && <ins style={{ textDecoration: 'none' }}>{times(after, at)}</ins>}
          </Text>
        )
      })}
      {items.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('publish.more', { count: format.number(items.length - SHOWN) })}
        </Text>
      )}
    </>
  )
}
