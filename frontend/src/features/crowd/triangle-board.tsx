import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  actTriangle,
  type Corner,
  finishAction,
  type NewTriangleAction,
  type Triangle,
} from '@/api/authority'
import { useCrowdAct } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'
import { CORNERS } from './triangle-seats'

type Action = Triangle['actions'][number]

/** The weekly board: who does what by when. */
export function TriangleBoard({
  programme,
  actions,
}: {
  programme: number
  actions: readonly Action[]
}) {
  const t = useCrowdStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const finish = useCrowdAct((id: number) => finishAction(programme, id))
  const today = new Date().toISOString().slice(0, 10)
  const columns: Column<Action>[] = [
    { key: 'text', header: t('tri.what'), names: true, cell: ({ text }) => text },
    {
      key: 'corner',
      header: t('tri.field'),
      sortBy: ({ corner }) => corner,
      cell: ({ corner }) => t(`tri.corners.${corner}`),
    },
    { key: 'person', header: t('tri.person'), cell: ({ person }) => person },
    {
      key: 'due',
      header: t('tri.due'),
      sortBy: ({ due }) => due,
      cell: ({ due, doneAt }) =>
        !doneAt && due < today ? (
          <Status standing="bad">
            {format.day(due, 'full')}, {t('tri.overdue')}
          </Status>
        ) : (
          format.day(due, 'full')
        ),
    },
    {
      key: 'kind',
      header: t('tri.critical'),
      cell: ({ critical, calibration }) =>
        format.list([critical && t('tri.critical'), calibration && t('tri.isCalibration')]),
    },
    {
      key: 'done',
      header: t('tri.done'),
      cell: ({ id, doneAt }) =>
        doneAt ? (
          <Status standing="ok">{t('tri.isDone')}</Status>
        ) : (
          may && (
            <Button size="compact-sm" variant="default" onClick={() => finish.mutate(id)}>
              {t('tri.done')}
            </Button>
          )
        ),
    },
  ]
  return (
    <Panel title={t('tri.board')}>
      {finish.isError && <ErrorPanel error={finish.error} />}
      {actions.length === 0 ? (
        <Text c="dimmed">{t('tri.noActions')}</Text>
      ) : (
        <DataTable
          label={t('tri.board')}
          columns={columns}
          rows={actions}
          rowKey={({ id }) => id}
        />
      )}
      {may && <Write programme={programme} />}
    </Panel>
  )
}

const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)

function Write({ programme }: { programme: number }) {
  const t = useCrowdStrings()
  const [action, setAction] = useState<NewTriangleAction>({
    corner: 'operations',
    text: '',
    person: '',
    due: nextWeek(),
    critical: false,
    calibration: false,
  })
  const set = (change: Partial<NewTriangleAction>) => setAction({ ...action, ...change })
  const write = useCrowdAct(() => actTriangle(programme, action))
  return (
    <>
      {write.isError && <ErrorPanel error={write.error} />}
      <Group align="flex-end" mt="md">
        <NativeSelect
          label={t('tri.field')}
          value={action.corner}
          onChange={(event) => set({ corner: event.currentTarget.value as Corner })}
          data={CORNERS.map((value) => ({ value, label: t(`tri.corners.${value}`) }))}
        />
        <TextInput
          label={t('tri.act')}
          miw={240}
          value={action.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <TextInput
          label={t('tri.person')}
          value={action.person}
          onChange={(event) => set({ person: event.currentTarget.value })}
        />
        <DayField label={t('tri.due')} value={action.due} onChange={(due) => due && set({ due })} />
        <Checkbox
          label={t('tri.critical')}
          checked={action.critical}
          onChange={(event) => set({ critical: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('tri.isCalibration')}
          checked={action.calibration}
          onChange={(event) => set({ calibration: event.currentTarget.checked })}
        />
        <Button
          variant="default"
          disabled={action.text.trim().length < 3 || action.person.trim() === ''}
          loading={write.isPending}
          onClick={() =>
            write.mutate(undefined, { onSuccess: () => set({ text: '', person: '' }) })
          }
        >
          {t('tri.add')}
        </Button>
      </Group>
    </>
  )
}
