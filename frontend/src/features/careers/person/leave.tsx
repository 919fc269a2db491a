import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { absencesOf } from '@/api/people'
import type { Absence } from '@/api/types'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { type Standing, Status } from '@/parts/status'
import classes from '../careers.module.css'
import { LeaveDrawer } from './leave-drawer'
import { useCareerPersonStrings } from './strings'

export const PROTECTED = ['parental', 'sickness'] as const
export type ProtectedKind = (typeof PROTECTED)[number]

const isProtected = (kind: Absence['kind']): kind is ProtectedKind =>
  PROTECTED.some((one) => one === kind)

/** Leave that stops the clocks of a career, and the form to begin one or change its end. */
export function LeavePanel({ person, edits }: { person: number; edits: boolean }) {
  const t = useCareerPersonStrings()
  const [open, setOpen] = useState<Absence | 'new'>()
  const resource = absencesOf(person)
  const query = useQuery({ queryKey: [resource.name], queryFn: resource.list })
  return (
    <Panel
      title={t('leave')}
      actions={edits && <Button onClick={() => setOpen('new')}>{t('begin')}</Button>}
    >
      <Text c="dimmed" mb="xs">
        {t('leaveText')}
      </Text>
      <Loaded query={query}>
        {(list) => {
          const leaves = list
            .filter(({ kind, status }) => isProtected(kind) && status === 'approved')
            .sort((a, b) => b.from.localeCompare(a.from))
          if (leaves.length === 0) return <Text>{t('noLeave')}</Text>
          return (
            <ul className={classes.findings}>
              {leaves.map((leave) => (
                <Leave
                  key={leave.id}
                  leave={leave}
                  onEnd={edits ? () => setOpen(leave) : undefined}
                />
              ))}
            </ul>
          )
        }}
      </Loaded>
      {open && (
        <LeaveDrawer
          person={person}
          leave={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  )
}

const STANDINGS: Record<'running' | 'planned' | 'over', Standing> = {
  running: 'warn',
  planned: 'info',
  over: 'ok',
}

function Leave({ leave, onEnd }: { leave: Absence; onEnd: (() => void) | undefined }) {
  const t = useCareerPersonStrings()
  const format = useFormat()
  const today = new Date().toISOString().slice(0, 10)
  const stand = leave.from > today ? 'planned' : leave.to < today ? 'over' : 'running'
  return (
    <li className={classes.finding}>
      <Group gap="sm">
        <b>{isProtected(leave.kind) && t(`kinds.${leave.kind}`)}</b>
        <span>
          {format.day(leave.from)} – {format.day(leave.to)}
        </span>
        <Status standing={STANDINGS[stand]}>{t(stand)}</Status>
      </Group>
      {onEnd && stand !== 'over' && (
        <Button variant="default" onClick={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}
