import { Button, Drawer, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { checkPayroll, type PayFile, useCrowdAct } from '@/api/crowd'
import { programmeList } from '@/api/owed'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { DayField } from '@/parts/inputs/day'
import { PayLines } from './pay-lines'
import { PaySums } from './payroll-page'
import { useCrowdStrings } from './strings'

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** Sets a partner's file against hours worked: looked at first, kept in whole or not at all. */
export function PayDrawer({ onClose }: { onClose: () => void }) {
  const t = useCrowdStrings()
  const shell = useShellStrings()
  const programmes = (useQuery(programmeList).data ?? []).filter(({ mode }) => mode === 'crowd')
  const [fields, setFields] = useState({ programme: 0, name: '', from: dayAgo(35), to: dayAgo(5) })
  const [file, setFile] = useState<File>()
  const look = useCrowdAct((given: PayFile) => checkPayroll(given, true))
  const keep = useCrowdAct((given: PayFile) => checkPayroll(given, false))
  const programme = fields.programme || (programmes[0]?.id ?? 0)
  const set = (change: Partial<typeof fields>) => {
    look.reset()
    setFields({ ...fields, ...change })
  }
  const given = file && { ...fields, programme, file }
  const ready = given && programme > 0 && fields.name.trim() !== ''
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={t('pay.upload')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {look.isError && <ErrorPanel error={look.error} />}
        {keep.isError && <ErrorPanel error={keep.error} />}
        <NativeSelect
          label={t('programme')}
          value={String(programme)}
          onChange={(event) => set({ programme: Number(event.currentTarget.value) })}
          data={programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <TextInput
          label={t('book.name')}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Group grow>
          <DayField
            label={t('pay.from')}
            value={fields.from}
            onChange={(from) => from && set({ from })}
          />
          <DayField label={t('pay.to')} value={fields.to} onChange={(to) => to && set({ to })} />
        </Group>
        <FileDrop
          label={file?.name ?? t('pay.file')}
          hint={t('pay.fileHint')}
          accept=".csv,.xlsx"
          onFile={(chosen) => {
            look.reset()
            setFile(chosen)
          }}
        />
        {look.data && (
          <>
            <Text>{t('pay.lines', { lines: look.data.lines.length, open: look.data.open })}</Text>
            <PaySums payroll={look.data} />
            <PayLines payroll={look.data} />
          </>
        )}
        <Group justify="flex-end">
          <Button
            variant={look.data ? 'default' : 'filled'}
            disabled={!ready}
            loading={look.isPending}
            onClick={() => given && look.mutate(given)}
          >
            {t('pay.look')}
          </Button>
          {look.data && (
            <Button
              loading={keep.isPending}
              onClick={() => given && keep.mutate(given, { onSuccess: onClose })}
            >
              {t('pay.keep')}
            </Button>
          )}
        </Group>
      </Stack>
    </Drawer>
  )
}
