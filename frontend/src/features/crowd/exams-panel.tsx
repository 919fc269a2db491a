import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { beginExam, type MemberExam, type MemberFile, useCrowdAct } from '@/api/crowd'
import { useList, useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { skills } from '@/api/workforce'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'

const STANDING = { continue: 'info', accept: 'ok', reject: 'bad' } as const

/** The exams of a member, and the way to the next one. */
export function ExamsPanel({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const skill = useNames(skills)
  const may = useMay('vendors:manage')
  const { zone } = file.member
  const columns: Column<MemberExam>[] = [
    {
      key: 'skill',
      header: t('exam.skill'),
      names: true,
      cell: ({ id, memberId, skillId }) => (
        <Link to="/vendors/members/$memberId/exams/$examId" params={{ memberId, examId: id }}>
          {skill(skillId)}
        </Link>
      ),
    },
    {
      key: 'began',
      header: t('exam.began'),
      sortBy: ({ startedAt }) => startedAt,
      cell: ({ startedAt }) => format.dateTime(startedAt, zone),
    },
    { key: 'items', header: t('exam.sat'), align: 'end', cell: ({ items }) => items },
    { key: 'errors', header: t('exam.path'), align: 'end', cell: ({ errors }) => errors },
    {
      key: 'verdict',
      header: t('exam.verdict'),
      cell: ({ verdict }) => (
        <Status standing={STANDING[verdict]}>{t(`verdicts.${verdict}`)}</Status>
      ),
    },
  ]
  return (
    <Panel title={t('exams')}>
      {file.exams.length === 0 ? (
        <Text c="dimmed">{t('cert.noExams')}</Text>
      ) : (
        <DataTable label={t('exams')} columns={columns} rows={file.exams} rowKey={({ id }) => id} />
      )}
      {may && <Begin file={file} />}
    </Panel>
  )
}

function Begin({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const navigate = useNavigate()
  const list = useList(skills).data ?? []
  const [chosen, setChosen] = useState(0)
  const last = file.exams.at(-1)?.skillId
  const skillId = chosen || last || (list[0]?.id ?? 0)
  const begin = useCrowdAct(() => beginExam(file.member.id, skillId))
  const go = () =>
    begin.mutate(undefined, {
      onSuccess: ({ id, memberId }) =>
        void navigate({
          to: '/vendors/members/$memberId/exams/$examId',
          params: { memberId, examId: id },
        }),
    })
  return (
    <>
      {begin.isError && <ErrorPanel error={begin.error} />}
      <Group align="flex-end" mt="sm">
        <NativeSelect
          label={t('exam.skill')}
          value={String(skillId)}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
          data={list.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <Button variant="default" disabled={!skillId} loading={begin.isPending} onClick={go}>
          {t('exam.begin')}
        </Button>
      </Group>
    </>
  )
}
