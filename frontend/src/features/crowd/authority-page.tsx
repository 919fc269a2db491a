import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AuthorityPolicy, policiesQuery, setLadder, useCrowdAct } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import type { Right } from './rights'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

/** What a level may at most do for a customer. */
export function AuthorityPage() {
  const t = useCrowdStrings()
  return (
    <Page title={t('authority')}>
      <CrowdTabs />
      <Matrix />
    </Page>
  )
}

function Matrix() {
  const t = useCrowdStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const query = useQuery(policiesQuery)
  const [bill, setBill] = useState(100)
  const [currency, setCurrency] = useState('CNY')
  const begin = useCrowdAct(() => setLadder(Math.round(bill * 100), currency))
  const amount = (minor: number, { currency }: AuthorityPolicy) =>
    minor > 0 ? format.money({ minor, currency }) : '–'
  const second = (policy: AuthorityPolicy) => {
    if (policy.secondAlways) return t('always')
    if (policy.secondMinor === undefined) return t('never')
    return t('secondFrom', { amount: amount(policy.secondMinor, policy) })
  }
  const columns: Column<AuthorityPolicy>[] = [
    {
      key: 'right',
      header: t('right'),
      names: true,
      cell: ({ right }) => t(`rights.${right as Right}`),
    },
    {
      key: 'mode',
      header: t('mode'),
      sortBy: ({ mode }) => mode,
      cell: ({ mode }) => t(`modes.${mode}`),
    },
    {
      key: 'level',
      header: t('level'),
      align: 'end',
      sortBy: ({ level }) => level,
      cell: ({ level }) => level,
    },
    {
      key: 'contact',
      header: t('perContact'),
      align: 'end',
      cell: (p) => amount(p.contactMinor, p),
    },
    {
      key: 'customer',
      header: t('perCustomer'),
      align: 'end',
      cell: (p) => amount(p.customerMinor, p),
    },
    { key: 'day', header: t('perDay'), align: 'end', cell: (p) => amount(p.dayMinor, p) },
    { key: 'month', header: t('perMonth'), align: 'end', cell: (p) => amount(p.monthMinor, p) },
    { key: 'second', header: t('second'), cell: second },
  ]
  return (
    <Panel title={t('matrix')}>
      {begin.isError && <ErrorPanel error={begin.error} />}
      <Loaded query={query}>
        {(rows) =>
          rows.length > 0 ? (
            <DataTable
              label={t('matrix')}
              columns={columns}
              rows={rows}
              rowKey={(p) => `${p.mode} ${p.level} ${p.right} ${p.skillId}`}
            />
          ) : (
            <Group align="flex-end">
              <Text>{t('noPolicies')}</Text>
              {may && (
                <>
                  <NumberInput
                    label={t('bill')}
                    value={bill}
                    min={1}
                    onChange={(value) => setBill(Number(value))}
                  />
                  <TextInput
                    label={t('currency')}
                    w={90}
                    maxLength={3}
                    value={currency}
                    onChange={({ currentTarget: { value } }) => setCurrency(value.toUpperCase())}
                  />
                  <Button
                    loading={begin.isPending}
                    disabled={!/^[A-Z]{3}$/.test(currency)}
                    onClick={() => begin.mutate(undefined)}
                  >
                    {t('useLadder')}
                  </Button>
                </>
              )}
            </Group>
          )
        }
      </Loaded>
    </Panel>
  )
}
