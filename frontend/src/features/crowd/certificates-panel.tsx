import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { certify, type MemberFile, revokeCertificate, useCrowdAct } from '@/api/crowd'
import { useList, useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { skills } from '@/api/workforce'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { RevokeDialog } from './revoke-dialog'
import { useCrowdStrings } from './strings'

type Certificate = MemberFile['certificates'][number]
const SOON_MS = 30 * 86_400_000

/** What a member has shown, until when it holds, and what ends it. */
export function CertificatesPanel({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const [ending, setEnding] = useState<Certificate>()
  const revoke = useCrowdAct((reason: string) =>
    revokeCertificate(file.member.id, ending?.id ?? 0, reason),
  )
  const columns = useColumns(may ? setEnding : undefined)
  return (
    <Panel title={t('certificates')}>
      {revoke.isError && <ErrorPanel error={revoke.error} />}
      {file.certificates.length === 0 ? (
        <Text c="dimmed">{t('cert.none')}</Text>
      ) : (
        <DataTable
          label={t('certificates')}
          columns={columns}
          rows={file.certificates}
          rowKey={({ id }) => id}
        />
      )}
      {may && <Issue file={file} />}
      {ending && (
        <RevokeDialog
          busy={revoke.isPending}
          onClose={() => setEnding(undefined)}
          onRevoke={(reason) => revoke.mutate(reason, { onSuccess: () => setEnding(undefined) })}
        />
      )}
    </Panel>
  )
}

function useColumns(onRevoke?: (one: Certificate) => void): Column<Certificate>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  const skill = useNames(skills)
  const near = (day: string) => Date.parse(day) - Date.now() < SOON_MS
  const state = ({ refused, revoked, ends, idle }: Certificate) => {
    if (revoked) return <Status standing="bad">{t('cert.revoked')}</Status>
    if (refused) return <Status standing="bad">{t('cert.lapsed')}</Status>
    return <Status standing={near(ends) || near(idle) ? 'warn' : 'ok'}>{t('cert.holds')}</Status>
  }
  return [
    {
      key: 'skill',
      header: t('exam.skill'),
      names: true,
      sortBy: ({ skillId }) => skill(skillId),
      cell: ({ skillId }) => skill(skillId),
    },
    { key: 'method', header: t('cert.method'), cell: ({ method }) => method },
    {
      key: 'granted',
      header: t('cert.granted'),
      sortBy: ({ granted }) => granted,
      cell: ({ granted }) => format.day(granted, 'full'),
    },
    {
      key: 'ends',
      header: t('cert.ends'),
      sortBy: ({ ends }) => ends,
      cell: ({ ends }) => format.day(ends, 'full'),
    },
    {
      key: 'idle',
      header: t('cert.idle'),
      sortBy: ({ idle }) => idle,
      cell: ({ idle }) => format.day(idle, 'full'),
    },
    { key: 'state', header: t('cert.state'), cell: state },
    ...(onRevoke
      ? [
          {
            key: 'act',
            header: t('acts'),
            cell: (one: Certificate) =>
              !one.revoked && (
                <Button size="compact-sm" variant="default" onClick={() => onRevoke(one)}>
                  {t('cert.revoke')}
                </Button>
              ),
          },
        ]
      : []),
  ]
}

function Issue({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const list = useList(skills).data ?? []
  const [fields, setFields] = useState({
    skillId: 0,
    granted: new Date().toISOString().slice(0, 10),
    method: '',
  })
  const skillId = fields.skillId || (list[0]?.id ?? 0)
  const issue = useCrowdAct(() => certify(file.member.id, { ...fields, skillId }))
  return (
    <>
      <Text c="dimmed" mt="md" mb={4}>
        {t('cert.issueHint')}
      </Text>
      {issue.isError && <ErrorPanel error={issue.error} />}
      <Group align="flex-end">
        <NativeSelect
          label={t('exam.skill')}
          value={String(skillId)}
          onChange={(event) => setFields({ ...fields, skillId: Number(event.currentTarget.value) })}
          data={list.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <DayField
          label={t('cert.granted')}
          value={fields.granted}
          onChange={(granted) => granted && setFields({ ...fields, granted })}
        />
        <TextInput
          label={t('cert.method')}
          value={fields.method}
          onChange={(event) => setFields({ ...fields, method: event.currentTarget.value })}
        />
        <Button
          variant="default"
          disabled={fields.method.trim() === '' || skillId === 0}
          loading={issue.isPending}
          onClick={() => issue.mutate(undefined)}
        >
          {t('cert.issue')}
        </Button>
      </Group>
    </>
  )
}
