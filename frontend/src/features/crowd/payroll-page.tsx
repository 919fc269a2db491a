import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Payroll, payrollsQuery } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { Empty } from '@/parts/empty'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { PayLines } from './pay-lines'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

const PayDrawer = lazily(async () => (await import('./pay-drawer')).PayDrawer, null)

/** Pay statements of partners against what their members worked. */
export function PayrollPage() {
  const t = useCrowdStrings()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const [checking, setChecking] = useState(false)
  const query = useQuery(payrollsQuery)
  const check = (owner || vendor) && (
    <Button onClick={() => setChecking(true)}>{t('pay.upload')}</Button>
  )
  return (
    <Page title={t('payroll')} actions={check}>
      <CrowdTabs />
      <Text c="dimmed" maw={820} mb="md">
        {t('pay.text')}
      </Text>
      <Loaded query={query}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('pay.none')} text={t('pay.noneText')} />
          ) : (
            list.map((payroll) => <Statement key={payroll.id} payroll={payroll} />)
          )
        }
      </Loaded>
      {checking && <PayDrawer onClose={() => setChecking(false)} />}
    </Page>
  )
}

function Statement({ payroll }: { payroll: Payroll }) {
  const t = useCrowdStrings()
  const { open, name } = payroll
  return (
    <Panel
      title={name}
      actions={
        <Status standing={open > 0 ? 'warn' : 'ok'}>
          {open > 0 ? t('pay.open', { count: open }) : t('pay.settledAll')}
        </Status>
      }
    >
      <PaySums payroll={payroll} />
      <PayLines payroll={payroll} />
    </Panel>
  )
}

/** The sums of a statement in a sentence. */
export function PaySums({ payroll }: { payroll: Payroll }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const { lines, to, due } = payroll
  const currency = lines[0]?.owed.currency || lines[0]?.paid.currency || 'CNY'
  const sum = (part: 'owed' | 'paid') =>
    format.money({ minor: lines.reduce((all, line) => all + line[part].minor, 0), currency })
  return (
    <Text mb="xs">
      {t('pay.summary', {
        to: format.day(to, 'full'),
        due: format.day(due, 'full'),
        owed: sum('owed'),
        paid: sum('paid'),
      })}
    </Text>
  )
}
