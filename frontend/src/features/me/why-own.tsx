import { Button, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { ProblemError } from '@/api/problem'
import type { components } from '@/api/schema'
import { deltaText } from '@/features/roster/parts/delta'
import { useAnyRuleWords } from '@/features/roster/why/limit-words'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import classes from './me.module.css'
import { useMeStrings } from './strings'

type OwnReason = components['schemas']['OwnReason']

const TERMS = ['under', 'over', 'preference', 'fairness', 'hours', 'team'] as const

/** Why I work on a day, or do not: asked by a tap, told in plain words. */
export function WhyOwn({ day, label }: { day: string; label: string }) {
  const t = useMeStrings()
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['me', 'why', day],
    enabled: open,
    retry: false,
    queryFn: async () =>
      body(await api.GET('/me/shifts/{day}/reasons', { params: { path: { day } } })),
  })
  if (!open) {
    return (
      <Button
        size="compact-sm"
        mih={44}
        variant="subtle"
        aria-label={t('why.askOf', { day: label })}
        onClick={() => setOpen(true)}
      >
        {t('why.ask')}
      </Button>
    )
  }
  if (query.error instanceof ProblemError && query.error.status === 404) {
    return (
      <Text size="sm" className={classes.answer}>
        {t('why.unknown')}
      </Text>
    )
  }
  return (
    <section aria-live="polite" className={classes.answer}>
      {query.error && <ErrorPanel error={query.error} />}
      {query.data && <Told why={query.data} />}
    </section>
  )
}

function Told({ why }: { why: OwnReason }) {
  const t = useMeStrings()
  const format = useFormat()
  const rule = useAnyRuleWords()
  if (why.locked) return <Text size="sm">{t('why.locked')}</Text>
  const kind = why.works ? 'works' : 'rests'
  if (why.blocked) {
    return (
      <Text size="sm">
        {t(`why.${kind}Rules`, { rules: why.rules.map((name) => rule(name)).join(', ') })}
      </Text>
    )
  }
  const of = (term: (typeof TERMS)[number]) => why.cost[term] ?? 0
  const terms = TERMS.filter((term) => of(term) >= 0.05).sort((a, b) => of(b) - of(a))
  return (
    <>
      <Text size="sm">{t(terms.length > 0 ? `why.${kind}` : 'why.close')}</Text>
      <List size="sm">
        {terms.map((term) => (
          <List.Item key={term}>
            {t(`why.terms.${term}`)} ({deltaText(format, of(term))})
          </List.Item>
        ))}
      </List>
    </>
  )
}
