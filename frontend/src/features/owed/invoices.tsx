import { Anchor, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesQuery, OWED, sendInvoice, type VendorInvoice } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { useOwedStrings } from './strings'

interface Props {
  programme: number
  month: string
  closed: boolean
  onOpen: (id: number) => void
}

/** The invoices of a month, and the place for another. */
export function Invoices({ programme, month, closed, onOpen }: Props) {
  const t = useOwedStrings()
  const format = useFormat()
  const query = useQuery(invoicesQuery(programme, month))
  const columns: Column<VendorInvoice>[] = [
    {
      key: 'number',
      header: t('money.number'),
      names: true,
      cell: ({ id, number }) => (
        <Anchor
          component="button"
          onClick={() => onOpen(id)}
          aria-label={t('money.look', { number })}
        >
          {number}
        </Anchor>
      ),
    },
    ...(['billed', 'expected', 'variance'] as const).map(
      (key): Column<VendorInvoice> => ({
        key,
        header: t(`money.${key}`),
        align: 'end',
        cell: (one) => format.money(one[key]),
      }),
    ),
    {
      key: 'lines',
      header: t('money.lines'),
      align: 'end',
      cell: ({ lineCount }) => format.number(lineCount),
    },
    {
      key: 'open',
      header: t('money.queries'),
      align: 'end',
      cell: ({ open, queries }) => `${open} / ${queries}`,
    },
  ]
  return (
    <Panel title={t('money.invoices')}>
      <Stack gap="md">
        <Loaded query={query}>
          {(list) =>
            list.length > 0 && (
              <DataTable
                label={t('money.invoices')}
                columns={columns}
                rows={list}
                rowKey={({ id }) => id}
              />
            )
          }
        </Loaded>
        {!closed && <Send programme={programme} month={month} onSent={onOpen} />}
      </Stack>
    </Panel>
  )
}

interface SendProps {
  programme: number
  month: string
  onSent: (id: number) => void
}

function Send({ programme, month, onSent }: SendProps) {
  const t = useOwedStrings()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const client = useQueryClient()
  const [number, setNumber] = useState('')
  const send = useMutation({
    mutationFn: (file: File) => sendInvoice(programme, month, number, file),
    onSuccess: ({ id }) => {
      setNumber('')
      void client.invalidateQueries({ queryKey: OWED })
      onSent(id)
    },
  })
  if (!owner && !vendor) return null
  return (
    <Stack gap="sm">
      <TextInput
        label={t('money.number')}
        maw={260}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        description={number === '' ? t('money.needNumber') : undefined}
      />
      <FileDrop
        label={t('money.drop')}
        hint={t('money.hint')}
        accept=".csv,.xlsx"
        busy={send.isPending}
        onFile={(file) => send.mutate(file)}
      />
      {send.isError && <ErrorPanel error={send.error} />}
    </Stack>
  )
}
