import {
  Button,
  Drawer,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { type HoursFile, programmesQuery, useSendHours } from './queries'
import { useVendorStrings } from './strings'

/** Sends a roster or delivered hours: looked at first, taken in whole or not at all. */
export function SendDrawer({ onClose }: { onClose: () => void }) {
  const t = useVendorStrings()
  const shell = useShellStrings()
  const send = useSendHours()
  const { data: programmes = [] } = useQuery(programmesQuery)
  const [programme, setProgramme] = useState<string | null>(null)
  const [kind, setKind] = useState<'planned' | 'delivered'>('planned')
  const [file, setFile] = useState({ name: '', text: '' })
  const [found, setFound] = useState<HoursFile>()
  const take = async (chosen: File | undefined) => {
    setFound(undefined)
    if (chosen) setFile({ name: chosen.name, text: await chosen.text() })
  }
  const go = (dryRun: boolean) =>
    send.mutate(
      {
        programme: Number(programme),
        kind,
        name: file.name || 'hours.csv',
        text: file.text,
        dryRun,
      },
      { onSuccess: (answer) => (dryRun ? setFound(answer) : onClose()) },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('sendHours')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {send.isError && <ErrorPanel error={send.error} />}
        <Select
          label={t('programme')}
          data={programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={programme}
          onChange={setProgramme}
        />
        <SegmentedControl
          aria-label={t('kind')}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          data={(['planned', 'delivered'] as const).map((value) => ({
            value,
            label: t(`kinds.${value}`),
          }))}
        />
        <Text size="sm" c="dimmed">
          {t('fileText')}
        </Text>
        <label>
          {t('file')}{' '}
          <input
            type="file"
            accept=".csv,.txt,text/csv"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <Textarea
          label={t('content')}
          autosize
          minRows={5}
          maxRows={14}
          styles={{ input: { fontFamily: 'monospace', fontSize: 12 } }}
          value={file.text}
          onChange={(event) => {
            setFound(undefined)
            setFile({ ...file, text: event.currentTarget.value })
          }}
        />
        {found && <Found file={found} />}
        <Group justify="flex-end">
          <Button
            variant={found ? 'default' : 'filled'}
            loading={send.isPending}
            disabled={!programme || !file.text}
            onClick={() => go(true)}
          >
            {t('look')}
          </Button>
          {found && (
            <Button loading={send.isPending} onClick={() => go(false)}>
              {t('takeIn')}
            </Button>
          )}
        </Group>
      </Stack>
    </Drawer>
  )
}

function Found({ file }: { file: HoursFile }) {
  const t = useVendorStrings()
  const format = useFormat()
  return (
    <Text>
      {t('foundLine', {
        lines: format.number(file.lines),
        hours: format.number(file.hours, 1),
        from: format.day(file.from),
        to: format.day(file.to),
        replaced: format.number(file.replaced),
      })}
    </Text>
  )
}
