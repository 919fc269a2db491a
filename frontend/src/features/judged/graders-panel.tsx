import { Button, Checkbox, Group, NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { teams } from '@/api/workforce'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { useRowName } from './frame'
import { fieldsOf, GraderProgrammes, ProgrammesField, useProgrammeName } from './grader-programmes'
import { candidatesQuery, type Grader, gradersQuery, usePutGrader } from './queries'
import { useJudgedStrings } from './strings'

const STATE = { '': 'info', green: 'ok', amber: 'warn', red: 'bad' } as const

/** Who judges contacts, whose work each must not judge, and whose grades are given again. */
export function GradersPanel() {
  const t = useJudgedStrings()
  const may = useMay('vendors:manage')
  const graders = useQuery(gradersQuery)
  return (
    <Panel title={t('graders')}>
      <Text c="dimmed" size="sm" mb="sm" maw={860}>
        {t('gradersText')}
      </Text>
      <Loaded query={graders}>{(rows) => <Graders rows={rows} may={may} />}</Loaded>
      {may && <Add />}
    </Panel>
  )
}

function Graders({ rows, may }: { rows: readonly Grader[]; may: boolean }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const put = usePutGrader()
  const programme = useProgrammeName()
  const [naming, setNaming] = useState<Grader>()
  const { data: all = [] } = useList(teams)
  const barred = ({ employerId, teamId }: Grader) =>
    [employerId ? name(employerId) : '', all.find(({ id }) => id === teamId)?.name ?? '']
      .filter(Boolean)
      .join(' · ')
  const columns: Column<Grader>[] = [
    {
      key: 'name',
      header: t('grader'),
      names: true,
      sortBy: (grader) => grader.name,
      cell: (grader) => `${grader.name} (${t(`party.${grader.party}`)})`,
    },
    { key: 'barred', header: t('judgesNot'), cell: (grader) => barred(grader) || '–' },
    {
      key: 'programmes',
      header: t('judgesFor'),
      cell: ({ programmeIds = [] }) =>
        programmeIds.length === 0 ? t('allProgrammes') : format.list(programmeIds.map(programme)),
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state, active }) => {
        if (!active) return t('inactive')
        if (state === '') return '–'
        return <Status standing={STATE[state]}>{t(`graderState.${state}`)}</Status>
      },
    },
    {
      key: 'waiting',
      header: t('tab.grade'),
      align: 'end',
      sortBy: ({ waiting }) => waiting,
      cell: ({ waiting }) => format.number(waiting),
    },
  ]
  const change = (grader: Grader) =>
    put.mutate({ id: grader.id, fields: { ...fieldsOf(grader), active: !grader.active } })
  if (may) {
    columns.push({
      key: 'acts',
      header: t('acts'),
      cell: (grader) => (
        <Group gap="xs">
          {(grader.state === 'red' || grader.state === 'amber') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/vendors/quality/samples"
                  search={{ draw: true, purpose: 'gold', gradedBy: grader.id }}
                  {...props}
                />
              )}
            >
              {t('regrade')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setNaming(grader)}>
            {t('nameProgrammes')}
          </Button>
          <Button size="xs" variant="default" onClick={() => change(grader)}>
            {t(grader.active ? 'takeOff' : 'letJudge')}
          </Button>
        </Group>
      ),
    })
  }
  return (
    <>
      {put.error && <ErrorPanel error={put.error} />}
      <DataTable label={t('graders')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {naming && <GraderProgrammes grader={naming} onClose={() => setNaming(undefined)} />}
    </>
  )
}

/** Makes an account a grader. */
function Add() {
  const t = useJudgedStrings()
  const name = useRowName()
  const candidates = useQuery(candidatesQuery)
  const { data: all = [] } = useList(teams)
  const put = usePutGrader()
  const [userId, setUser] = useState(0)
  const [teamId, setTeam] = useState(0)
  const [bench, setBench] = useState(false)
  const [programmeIds, setProgrammes] = useState<number[]>([])
  const people = candidates.data ?? []
  const chosen = people.find((one) => one.userId === userId)
  const add = () =>
    put.mutate(
      { fields: { userId, teamId, bench, active: true, programmeIds } },
      {
        onSuccess: () => {
          toast.done(t('graderAdded'))
          setUser(0)
          setProgrammes([])
        },
      },
    )
  if (candidates.isSuccess && people.length === 0) {
    return (
      <Text c="dimmed" size="sm" mt="sm">
        {t('noCandidates')}
      </Text>
    )
  }
  return (
    <>
      <Group gap="sm" mt="md" align="flex-end">
        <NativeSelect
          label={t('newGrader')}
          value={String(userId)}
          onChange={({ currentTarget: { value } }) => setUser(Number(value))}
          data={[
            { value: '0', label: '–' },
            ...people.map((one) => ({ value: String(one.userId), label: one.name })),
          ]}
        />
        <NativeSelect
          label={t('notTeam')}
          value={String(teamId)}
          onChange={({ currentTarget: { value } }) => setTeam(Number(value))}
          data={[{ value: '0', label: t('noTeam') }, ...optionsOf(all)]}
        />
        <ProgrammesField
          value={programmeIds}
          notOf={chosen?.employerId ?? 0}
          onChange={setProgrammes}
        />
        <Checkbox
          label={t('bench')}
          checked={bench}
          onChange={({ currentTarget: { checked } }) => setBench(checked)}
          mb={8}
        />
        <Button disabled={!chosen} loading={put.isPending} onClick={add}>
          {t('addGrader')}
        </Button>
      </Group>
      {chosen && chosen.employerId > 0 && (
        <Text size="sm" mt="xs">
          {t('notHisOwn', { vendor: name(chosen.employerId) })}
        </Text>
      )}
      {put.error && <ErrorPanel error={put.error} />}
    </>
  )
}
