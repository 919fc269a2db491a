import { Button, Drawer, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { programmeList } from '@/api/owed'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { type Grader, usePutGrader } from './queries'
import { useJudgedStrings } from './strings'

/** What of a grader a person decides. */
export const fieldsOf = ({ userId, teamId, bench, active, programmeIds }: Grader) => ({
  ...{ userId, teamId, bench, active, programmeIds },
})

/** What a programme is called. */
export function useProgrammeName(): (id: number) => string {
  const { data = [] } = useQuery(programmeList)
  return (id) => data.find((one) => one.id === id)?.name ?? `#${id}`
}

interface FieldProps {
  value: readonly number[]
  /** The vendor whose programmes are not the grader's to judge; 0: the owner. */
  notOf: number
  onChange: (ids: number[]) => void
}

/** Chooses programmes; none are all of them. */
export function ProgrammesField({ value, notOf, onChange }: FieldProps) {
  const t = useJudgedStrings()
  const { data = [] } = useQuery(programmeList)
  const open = data.filter(({ employerId }) => notOf === 0 || employerId !== notOf)
  return (
    <MultiSelect
      label={t('judgesFor')}
      placeholder={value.length === 0 ? t('allProgrammes') : undefined}
      miw={240}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      data={open.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  )
}

/** Names the programmes of a grader. */
export function GraderProgrammes({ grader, onClose }: { grader: Grader; onClose: () => void }) {
  const t = useJudgedStrings()
  const shell = useShellStrings()
  const [ids, setIds] = useState<number[]>(grader.programmeIds ?? [])
  const put = usePutGrader()
  const save = () =>
    put.mutate(
      { id: grader.id, fields: { ...fieldsOf(grader), programmeIds: ids } },
      { onSuccess: onClose },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('programmesOf', { grader: grader.name })}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        <Text c="dimmed">{t('programmesText')}</Text>
        {put.error && <ErrorPanel error={put.error} />}
        <ProgrammesField value={ids} notOf={grader.employerId} onChange={setIds} />
        <Group justify="flex-end">
          <Button loading={put.isPending} onClick={save}>
            {t('saveProgrammes')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}
